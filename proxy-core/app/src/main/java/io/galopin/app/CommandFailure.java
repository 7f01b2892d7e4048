package io.galopin.app;

/** Ends a command with an exit code; the message is a sentence for the user. */
final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandFailure(int exitCode, String sentence) {
    super(sentence, null, false, false);
    this.exitCode = exitCode;
  }

  /** What was asked cannot be understood or cannot be: exit code 2. */
  static CommandFailure wrong(String sentence) {
    return new CommandFailure(Main.WRONG, sentence);
  }

  /** What was asked is fine and did not work out: exit code 1. */
  static CommandFailure failed(String sentence) {
    return new CommandFailure(Main.FAILED, sentence);
  }

  int exitCode() {
    return exitCode;
  }
}
