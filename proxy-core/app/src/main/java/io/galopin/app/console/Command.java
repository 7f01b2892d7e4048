package io.galopin.app.console;

import java.util.List;

/** A command of {@code galopin}, chosen by the first word of the command line. */
public interface Command {

  /** Success. */
  int OK = 0;

  /** The command failed. */
  int FAILED = 1;

  /** The command line or configuration is wrong; nothing has listened. */
  int WRONG = 2;

  /** The run ended, but a recorded fault was not injected again. */
  int MISSING = 3;

  /**
   * Runs the command.
   *
   * @param words the command line after the command's name
   * @return the exit code
   * @throws CommandFailure if it fails or its arguments are wrong
   */
  int run(List<String> words, Console console);
}
