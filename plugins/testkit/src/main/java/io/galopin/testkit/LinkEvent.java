package io.galopin.testkit;

import java.time.Duration;

/**
 * Something that happened on a {@link TestLink}.
 *
 * @param kind what happened
 * @param at the time since the link was created
 * @param bytes how many bytes it happened to; 0 for an event without bytes
 */
public record LinkEvent(Kind kind, Duration at, int bytes) {

  public enum Kind {
    /** Bytes went on. */
    PASSED,
    /** Bytes were dropped. */
    DROPPED,
    /** The end of the direction went on. */
    ENDED,
    /** The connection was closed. */
    CLOSED,
    /** The connection was reset. */
    RESET
  }

  /** Returns the event that {@code bytes} went on together. */
  public static LinkEvent passed(Duration at, int bytes) {
    return new LinkEvent(Kind.PASSED, at, bytes);
  }

  /** Returns the event that {@code bytes} were dropped. */
  public static LinkEvent dropped(Duration at, int bytes) {
    return new LinkEvent(Kind.DROPPED, at, bytes);
  }

  /** Returns the event that the end of the direction went on. */
  public static LinkEvent ended(Duration at) {
    return new LinkEvent(Kind.ENDED, at, 0);
  }

  /** Returns the event that the connection was closed. */
  public static LinkEvent closed(Duration at) {
    return new LinkEvent(Kind.CLOSED, at, 0);
  }

  /** Returns the event that the connection was reset. */
  public static LinkEvent reset(Duration at) {
    return new LinkEvent(Kind.RESET, at, 0);
  }
}
