package io.galopin.plugin.host;

/**
 * Why something that looks like a plugin cannot be used.
 *
 * @param where the JAR, or {@code class path}
 * @param reason what is wrong, for the person who put it there, without a full stop
 */
public record Problem(String where, String reason) {

  /** As a line of the log. */
  @Override
  public String toString() {
    return where + ": " + reason;
  }
}
