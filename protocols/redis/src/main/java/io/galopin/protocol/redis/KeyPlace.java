package io.galopin.protocol.redis;

/**
 * Where the first key of a command is among its arguments.
 *
 * @param kind how it is found
 * @param argument of {@link Kind#AT} the key's place, of {@link Kind#COUNTED} that of the number of
 *     keys before it; the first argument behind the command's name is 1
 */
record KeyPlace(Kind kind, int argument) {

  enum Kind {
    /** There is none. */
    NONE,
    /** At a fixed place. */
    AT,
    /** Behind the number of keys. */
    COUNTED,
    /** Behind the word {@code STREAMS}. */
    STREAMS
  }

  static final KeyPlace NONE = new KeyPlace(Kind.NONE, 0);

  /** The last argument that has to be read to know the key; the greatest number if unknown. */
  int last() {
    return switch (kind) {
      case NONE, AT -> argument;
      case COUNTED -> argument + 1;
      case STREAMS -> Integer.MAX_VALUE;
    };
  }
}
