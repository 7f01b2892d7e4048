package io.galopin.client;

import java.util.Locale;

/** One of the two directions of a connection. */
public enum Direction {
  /** From the client to the backend. */
  UPSTREAM,
  /** From the backend to the client. */
  DOWNSTREAM;

  /**
   * Reads the name in any case.
   *
   * @throws GalopinException if it is neither
   */
  static Direction of(String name) {
    for (Direction direction : values()) {
      if (direction.toString().equalsIgnoreCase(name)) {
        return direction;
      }
    }
    throw new GalopinException("stream: " + name + " (expected: upstream or downstream)");
  }

  /** The lower-case name. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
