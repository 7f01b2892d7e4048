package io.galopin.app.scenario;

import io.galopin.app.console.Console;
import io.galopin.app.run.Ready;
import java.util.List;
import java.util.function.Consumer;

/** Runs the proxies of a file in this process, as {@code galopin run} does. */
public interface OwnProcess {

  /**
   * Runs them for as long as {@code whenReady} takes.
   *
   * @param words the command line of {@code galopin run}
   * @return the exit code
   */
  int run(List<String> words, Console console, Consumer<Ready> whenReady);
}
