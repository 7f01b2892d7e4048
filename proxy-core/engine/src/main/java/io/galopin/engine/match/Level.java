package io.galopin.engine.match;

/**
 * Whose exchanges a term tells of. Levels are ordered from the socket up.
 *
 * @param height 0 for the connection itself, 1, 2, 3 … for layers
 * @param layer the layer's name; empty for the connection and for the protocol above all layers
 */
public record Level(int height, String layer) implements Comparable<Level> {

  /** The connection, which is the same for all exchanges. */
  public static final Level CONNECTION = new Level(0, "");

  /** The exchanges of the protocol above all layers. */
  public static final Level PROTOCOL = new Level(Integer.MAX_VALUE, "");

  @Override
  public int compareTo(Level other) {
    return Integer.compare(height, other.height);
  }
}
