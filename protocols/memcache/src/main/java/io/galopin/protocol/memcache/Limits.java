package io.galopin.protocol.memcache;

/**
 * The largest sizes of messages.
 *
 * @param line the most bytes of a line, including its line end; lines are held until they are
 *     complete
 * @param value the most bytes of a value, which streams
 */
record Limits(int line, long value) {

  /** The most bytes of a key, in both protocols. */
  static final int KEY = 250;
}
