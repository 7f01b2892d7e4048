package io.galopin.protocol.redis;

/**
 * The place of the first key among a command's arguments.
 *
 * @param kind how to find it
 * @param argument for {@link Kind#AT} the place of the key, for {@link Kind#COUNTED} the place of
 *     the number of keys before it; the first argument after the command's name is 1
 */
record KeyPlace(Kind kind, int argument) {

  enum Kind {
    /** The command has no key. */
    NONE,
    /** At a fixed place. */
    AT,
    /** After the number of keys. */
    COUNTED,
    /** After the word {@code STREAMS}. */
    STREAMS
  }

  static final KeyPlace NONE = new KeyPlace(Kind.NONE, 0);

  /** The last argument that must be read to find the key; the greatest number if unknown. */
  int last() {
    return switch (kind) {
      case NONE, AT -> argument;
      case COUNTED -> argument + 1;
      case STREAMS -> Integer.MAX_VALUE;
    };
  }
}
