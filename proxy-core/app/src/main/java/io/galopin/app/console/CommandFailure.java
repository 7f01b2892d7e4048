package io.galopin.app.console;

/** Ends a command with an exit code; the message is a sentence for the user. */
public final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandFailure(int exitCode, String sentence) {
    super(sentence, null, false, false);
    this.exitCode = exitCode;
  }

  /** The command line or configuration is wrong: exit code 2. */
  public static CommandFailure wrong(String sentence) {
    return new CommandFailure(Command.WRONG, sentence);
  }

  /** The command was right but failed: exit code 1. */
  public static CommandFailure failed(String sentence) {
    return new CommandFailure(Command.FAILED, sentence);
  }

  public int exitCode() {
    return exitCode;
  }
}
