package io.galopin.scenario.result;

/** What a scenario has shown. */
public enum Verdict {
  /** All that was expected has held, and everything was injected. */
  PASS(0),
  /** Something that was expected has not held. */
  FAIL(3),
  /** Nothing can be said, for the reasons that the result gives. */
  INCONCLUSIVE(4);

  private final int exitCode;

  Verdict(int exitCode) {
    this.exitCode = exitCode;
  }

  /** The exit code of the command. */
  public int exitCode() {
    return exitCode;
  }
}
