package io.galopin.app.console;

import java.util.List;

/** What {@code galopin} does when its name is the first word. */
public interface Command {

  /** All is well. */
  int OK = 0;

  /** What was asked did not work out. */
  int FAILED = 1;

  /** What was asked cannot be understood; nothing has listened. */
  int WRONG = 2;

  /** It ran, and something that was expected of those who used it did not come. */
  int MISSING = 3;

  /**
   * Does it.
   *
   * @param words what comes after the command's name
   * @return the exit code
   * @throws CommandFailure if it cannot be done
   */
  int run(List<String> words, Console console);
}
