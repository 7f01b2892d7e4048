package io.galopin.api;

/**
 * What happens to bytes that wait at a {@link Stage}. Immutable.
 *
 * @param kind what is done
 * @param bytes how many bytes it applies to, oldest first; at least 1
 * @param until for {@link Kind#WAIT}: when to ask again, in the time of {@link Toxic.Place#now}
 */
public record Move(Kind kind, int bytes, long until) {

  /** What is done. */
  public enum Kind {
    /** The bytes go on. */
    PASS,
    /** The bytes are discarded. */
    DROP,
    /** The bytes wait until a given time. */
    WAIT,
    /** The bytes wait until the toxic is changed or removed. */
    STAY,
    /** The connection is closed after the bytes that passed this stage have gone out. */
    CLOSE,
    /** The connection is reset at once. */
    RESET
  }

  private static final Move PASS_ALL = new Move(Kind.PASS, Integer.MAX_VALUE, 0);
  private static final Move DROP_ALL = new Move(Kind.DROP, Integer.MAX_VALUE, 0);
  private static final Move STAY = new Move(Kind.STAY, 1, 0);
  private static final Move CLOSE = new Move(Kind.CLOSE, 1, 0);
  private static final Move RESET = new Move(Kind.RESET, 1, 0);

  /** Refuses fewer than one byte. */
  public Move {
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes: " + bytes + " (expected: 1 or more)");
    }
  }

  /** Passes all of the bytes that were asked about. */
  public static Move passAll() {
    return PASS_ALL;
  }

  /** Passes the first {@code bytes}, at least 1; all of them if there are fewer. */
  public static Move pass(int bytes) {
    return new Move(Kind.PASS, bytes, 0);
  }

  /** Discards all of the bytes that were asked about. */
  public static Move dropAll() {
    return DROP_ALL;
  }

  /** Asks the stage again at {@code time}, in the time of {@link Toxic.Place#now}. */
  public static Move waitUntil(long time) {
    return new Move(Kind.WAIT, 1, time);
  }

  /** See {@link Kind#STAY}. */
  public static Move stay() {
    return STAY;
  }

  /** See {@link Kind#CLOSE}. */
  public static Move close() {
    return CLOSE;
  }

  /** See {@link Kind#RESET}. */
  public static Move reset() {
    return RESET;
  }
}
