package io.galopin.api;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What the engine does to an exchange after the delay of a {@link Decision}. Immutable, so one
 * action can be returned for many exchanges.
 */
public sealed interface Action {

  /**
   * The kinds of actions. Code that carries them out switches over them without a default, so a new
   * kind does not compile until every such switch handles it.
   */
  enum Kind {
    /** {@link Action.Pass}. */
    PASS,
    /** {@link Action.Fail}. */
    FAIL,
    /** {@link Action.Babble}. */
    BABBLE,
    /** {@link Action.Close}. */
    CLOSE,
    /** {@link Action.Reset}. */
    RESET,
    /** {@link Action.Hang}. */
    HANG,
    /** {@link Action.Rewrite}. */
    REWRITE,
    /** {@link Action.Notice}. */
    NOTICE,
    /** {@link Action.Handshake}. */
    HANDSHAKE,
    /** {@link Action.Insert}. */
    INSERT,
    /** {@link Action.Lose}. */
    LOSE,
    /** {@link Action.Throttle}. */
    THROTTLE,
    /** {@link Action.Truncate}. */
    TRUNCATE,
    /** {@link Action.Corrupt}. */
    CORRUPT
  }

  /** How a connection ends, or appears to end. */
  enum End {
    /** In an orderly way: bytes that were written before still arrive. */
    CLOSE,
    /** By a TCP RST. */
    RESET,
    /** It stays open, but nothing more arrives: {@link Hang}. */
    SILENCE,
    /** In TLS that Galopin ends: without {@code close_notify}. Without TLS, like {@link #CLOSE}. */
    @Experimental
    UNANNOUNCED,
    /** In TLS that Galopin ends: after half a record. Without TLS, like {@link #CLOSE}. */
    @Experimental
    HALF_RECORD,
    /**
     * In TLS that Galopin ends: after half a record, by a TCP RST. Without, like {@link #RESET}.
     */
    @Experimental
    HALF_RECORD_RESET,
    /**
     * In TLS that Galopin ends: after a record that was changed on the way. Without TLS, like
     * {@link #CLOSE}.
     */
    @Experimental
    BAD_RECORD
  }

  /** Which of the records this is. */
  Kind kind();

  /** The exchange goes on unchanged. */
  record Pass() implements Action {
    @Override
    public Kind kind() {
      return Kind.PASS;
    }
  }

  /**
   * The client gets a failure in the protocol's terms instead of a reply. If the request has not
   * gone to the backend yet, it never does; the rest of it is discarded.
   *
   * @param failure the failure, with its options
   */
  record Fail(Failure failure) implements Action {
    @Override
    public Kind kind() {
      return Kind.FAIL;
    }
  }

  /**
   * The client gets random bytes instead of a reply, and then its connection is closed.
   *
   * @param count how many; they follow from the seed
   */
  record Babble(int count) implements Action {
    @Override
    public Kind kind() {
      return Kind.BABBLE;
    }
  }

  /**
   * Both sides of the connection are closed in an orderly way: bytes that were written before still
   * arrive.
   */
  record Close() implements Action {
    @Override
    public Kind kind() {
      return Kind.CLOSE;
    }
  }

  /** Both sides of the connection are reset: a TCP RST. */
  record Reset() implements Action {
    @Override
    public Kind kind() {
      return Kind.RESET;
    }
  }

  /**
   * The client gets no reply to this exchange or any later one, and its bytes are discarded. This
   * lasts until the client ends its side or the behavior is changed or removed.
   */
  record Hang() implements Action {
    @Override
    public Kind kind() {
      return Kind.HANG;
    }
  }

  /**
   * The head is forwarded with some attributes changed. A message in which nothing changes passes
   * as it is.
   *
   * @param values the new values by {@linkplain Attribute#writable writable} attribute; an
   *     attribute {@linkplain Attribute#perName with names} is followed by a dot and the name. An
   *     empty value removes the attribute. Before the request has gone on, the values for the
   *     request apply; at the reply, those for the reply, those of the reply
   */
  record Rewrite(Map<String, String> values) implements Action {
    /** Keeps a copy in the same order, so that journals and heads are reproducible. */
    public Rewrite {
      Map<String, String> copy = new LinkedHashMap<>();
      values.forEach(
          (name, value) ->
              copy.put(
                  Objects.requireNonNull(name, "a name"),
                  Objects.requireNonNull(value, "a value")));
      values = Collections.unmodifiableMap(copy);
    }

    @Override
    public Kind kind() {
      return Kind.REWRITE;
    }
  }

  /**
   * The exchange goes on, and some time after its reply the client gets a message that it has not
   * asked for. The message is sent between two replies, and what its {@linkplain Noticing#notice
   * rendering} says happens to the connection. It is not sent if the connection ends before, or if
   * the exchange gets no reply. Several of them can be combined, and with other actions.
   *
   * @param notice one of the protocol's {@linkplain ProtocolFactory#notices notices}
   * @param after how long after the end of the reply, zero or longer
   */
  @Experimental
  record Notice(Failure notice, Duration after) implements Action {
    /** Refuses a negative time. */
    public Notice {
      if (after.isNegative()) {
        throw new IllegalArgumentException("after: " + after + " (expected: zero or longer)");
      }
    }

    @Override
    public Kind kind() {
      return Kind.NOTICE;
    }
  }

  /**
   * The handshake goes on, and something is wrong with it. Only before the request of a {@link
   * TlsHello}, and only where Galopin ends TLS at the client's side. Several of them can be
   * combined, and with other actions; if two change the same, the first one wins.
   *
   * @param change what is wrong
   */
  @Experimental
  record Handshake(HandshakeChange change) implements Action {
    @Override
    public Kind kind() {
      return Kind.HANDSHAKE;
    }
  }

  /** An action on the reply while it passes. Several of them can be combined. */
  sealed interface OnReply extends Action {}

  /**
   * Random bytes are inserted into the middle of the first piece of the reply. The rest of the
   * reply passes unchanged.
   *
   * @param count how many; they follow from the seed
   */
  record Insert(int count) implements OnReply {
    @Override
    public Kind kind() {
      return Kind.INSERT;
    }
  }

  /**
   * The reply is read to its end and discarded. Then the connections to the client and to the
   * backend end.
   *
   * @param end how they end
   */
  record Lose(End end) implements OnReply {
    @Override
    public Kind kind() {
      return Kind.LOSE;
    }
  }

  /**
   * The payload of the reply goes to the client at a limited rate.
   *
   * @param bytesPerSecond at least 1
   */
  record Throttle(long bytesPerSecond) implements OnReply {
    /** Refuses a rate below 1. */
    public Throttle {
      if (bytesPerSecond < 1) {
        throw new IllegalArgumentException(
            "bytesPerSecond: " + bytesPerSecond + " (expected: 1 or more)");
      }
    }

    @Override
    public Kind kind() {
      return Kind.THROTTLE;
    }
  }

  /**
   * The client gets only the first {@code bytes} bytes of the reply's payload. Then the connections
   * to the client and to the backend end. A reply that is not longer passes.
   *
   * @param bytes 0 or more
   * @param end how they end
   */
  record Truncate(long bytes, End end) implements OnReply {
    /** Refuses a negative number. */
    public Truncate {
      if (bytes < 0) {
        throw new IllegalArgumentException("bytes: " + bytes + " (expected: 0 or more)");
      }
    }

    @Override
    public Kind kind() {
      return Kind.TRUNCATE;
    }
  }

  /**
   * Flips bits in the payload of the reply: one bit in every {@code every} bytes. The places follow
   * from the seed; the first is in the first byte.
   *
   * @param every how many bytes, at least 1
   */
  record Corrupt(int every) implements OnReply {
    /** Refuses a distance below 1. */
    public Corrupt {
      if (every < 1) {
        throw new IllegalArgumentException("every: " + every + " (expected: 1 or more)");
      }
    }

    @Override
    public Kind kind() {
      return Kind.CORRUPT;
    }
  }
}
