package io.galopin.api;

import java.util.Locale;

/** One of the two directions in which bytes pass through a connection. */
public enum Direction {
  /** From the client to the backend. */
  UPSTREAM,
  /** From the backend to the client. */
  DOWNSTREAM;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** Returns the lower-case name: {@code upstream} or {@code downstream}. */
  @Override
  public String toString() {
    return text;
  }
}
