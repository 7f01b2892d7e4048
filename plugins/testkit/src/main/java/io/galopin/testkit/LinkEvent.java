package io.galopin.testkit;

import java.time.Duration;

/**
 * Something that has happened on a {@link TestLink}.
 *
 * @param kind what
 * @param at the time since the link was made
 * @param bytes how many bytes it happened to; 0 where it is not about bytes
 */
public record LinkEvent(Kind kind, Duration at, int bytes) {

  /** What can happen. */
  public enum Kind {
    /** Bytes went on. */
    PASSED,
    /** Bytes are gone. */
    DROPPED,
    /** The end of the direction went on. */
    ENDED,
    /** The connection was closed. */
    CLOSED,
    /** The connection was reset. */
    RESET
  }

  /** {@code bytes} went on together. */
  public static LinkEvent passed(Duration at, int bytes) {
    return new LinkEvent(Kind.PASSED, at, bytes);
  }

  /** {@code bytes} are gone. */
  public static LinkEvent dropped(Duration at, int bytes) {
    return new LinkEvent(Kind.DROPPED, at, bytes);
  }

  /** The end of the direction went on. */
  public static LinkEvent ended(Duration at) {
    return new LinkEvent(Kind.ENDED, at, 0);
  }

  /** The connection was closed. */
  public static LinkEvent closed(Duration at) {
    return new LinkEvent(Kind.CLOSED, at, 0);
  }

  /** The connection was reset. */
  public static LinkEvent reset(Duration at) {
    return new LinkEvent(Kind.RESET, at, 0);
  }
}
