package io.galopin.client;

import java.util.Locale;

/** One of the two directions of a connection. */
public enum Direction {
  /** From the client to the backend. */
  UPSTREAM,
  /** From the backend to the client. */
  DOWNSTREAM;

  /**
   * Returns the direction of this name, in upper or lower case.
   *
   * @throws GalopinException if there is none
   */
  static Direction of(String name) {
    for (Direction direction : values()) {
      if (direction.toString().equalsIgnoreCase(name)) {
        return direction;
      }
    }
    throw new GalopinException("stream: " + name + " (expected: upstream or downstream)");
  }

  /** Returns the name in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
