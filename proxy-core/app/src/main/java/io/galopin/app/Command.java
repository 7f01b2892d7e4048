package io.galopin.app;

import java.util.List;

/** What {@code galopin} does when its name is the first word. */
interface Command {

  /**
   * Does it.
   *
   * @param words what comes after the command's name
   * @return the exit code
   * @throws CommandFailure if it cannot be done
   */
  int run(List<String> words, Console console);
}
