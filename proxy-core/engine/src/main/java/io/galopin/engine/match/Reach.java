package io.galopin.engine.match;

/** Which exchanges a condition is about. */
public enum Reach {
  /** Those of requests: it says nothing of the opening. */
  REQUESTS,
  /** Those of requests, and the connection's opening. */
  ALL,
  /** The opening alone. */
  OPENING;

  /** Returns the reach of a condition that needs both of two others. */
  Reach and(Reach other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** Returns the reach of a condition that needs one of two others. */
  Reach or(Reach other) {
    return this == other ? this : ALL;
  }

  /** Whether it includes an exchange. */
  public boolean includes(boolean opening) {
    return this == ALL || opening == (this == OPENING);
  }
}
