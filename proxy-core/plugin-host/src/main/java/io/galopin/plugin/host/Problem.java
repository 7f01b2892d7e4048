package io.galopin.plugin.host;

/**
 * Why something that looks like a plugin cannot be used. Texts that are too long for a line are
 * cut.
 *
 * @param where the JAR, or {@code class path}
 * @param reason what is wrong, for the person who installed it, without a full stop
 */
public record Problem(String where, String reason) {

  /** Enough for a file's path, or for a class name and what it throws. */
  private static final int MOST = 1000;

  public Problem {
    where = OneLine.of(where, MOST);
    reason = OneLine.of(reason, MOST);
  }

  /** Returns a line for the log. */
  @Override
  public String toString() {
    return where + ": " + reason;
  }
}
