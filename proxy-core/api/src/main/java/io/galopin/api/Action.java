package io.galopin.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What the engine does to an exchange, once the delay of a {@link Decision} is over. Immutable, so
 * that one may be decided for many exchanges.
 */
public sealed interface Action {

  /**
   * The kinds of actions. Whoever carries them out switches over these without a default, so that a
   * new one does not compile before all of them know it.
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

  /** How a connection ends, or seems to. */
  enum End {
    /** In an orderly way: what was written before arrives. */
    CLOSE,
    /** By a TCP RST. */
    RESET,
    /** Not at all, but nothing comes any more: {@link Hang}. */
    SILENCE
  }

  /** Which of the records this is. */
  Kind kind();

  /** Nothing: the exchange goes on. */
  record Pass() implements Action {
    @Override
    public Kind kind() {
      return Kind.PASS;
    }
  }

  /**
   * The client gets a failure in the protocol's terms instead of a reply. Before the request has
   * gone to the backend, it never does: what remains of it is discarded.
   *
   * @param failure which, and with what options
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

  /** Both sides of the connection are closed in an orderly way: what was written before arrives. */
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
   * The client gets no reply to this exchange or to any later one, and what it sends is discarded,
   * until it ends its side or the behavior is changed or removed.
   */
  record Hang() implements Action {
    @Override
    public Kind kind() {
      return Kind.HANG;
    }
  }

  /**
   * The head is forwarded with other values of attributes. Where the message has nothing to change,
   * it passes.
   *
   * @param values by {@linkplain Attribute#writable writable} attribute, with its name behind a dot
   *     where it has {@linkplain Attribute#perName many}; an empty value takes the attribute away.
   *     Before the request has gone on, those of the request count; at the reply, those of the
   *     reply
   */
  record Rewrite(Map<String, String> values) implements Action {
    /** Keeps a copy in the same order, so that journals and heads are the same in each run. */
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

  /** Something that is done to the reply while it passes. Several of them go together. */
  sealed interface OnReply extends Action {}

  /**
   * Random bytes are put into the middle of the first piece of the reply, which else passes
   * unchanged.
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
   * The reply is read to its end and thrown away; then the client's connection, and the backend's
   * with it, ends.
   *
   * @param end how
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
    /** Refuses a rate of nothing. */
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
   * Of the payload of the reply, the client gets so many bytes; then its connection, and the
   * backend's with it, ends. A reply that is not longer passes.
   *
   * @param bytes 0 or more
   * @param end how
   */
  record Truncate(long bytes, End end) implements OnReply {
    /** Refuses less than nothing. */
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
   * Bits of the payload of the reply are turned over: one in each so many bytes, at places that
   * follow from the seed; the first is in the first byte.
   *
   * @param every how many bytes, at least 1
   */
  record Corrupt(int every) implements OnReply {
    /** Refuses a distance of less than a byte. */
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
