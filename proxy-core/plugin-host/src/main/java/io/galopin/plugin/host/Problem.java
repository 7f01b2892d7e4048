package io.galopin.plugin.host;

/**
 * Why something that looks like a plugin cannot be used. What is too long for a line is cut off.
 *
 * @param where the JAR, or {@code class path}
 * @param reason what is wrong, for the person who put it there, without a full stop
 */
public record Problem(String where, String reason) {

  /** Enough for the path of a file, and for a class with what it throws. */
  private static final int MOST = 1000;

  public Problem {
    where = OneLine.of(where, MOST);
    reason = OneLine.of(reason, MOST);
  }

  /** As a line of the log. */
  @Override
  public String toString() {
    return where + ": " + reason;
  }
}
