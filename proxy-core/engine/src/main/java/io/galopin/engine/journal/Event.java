package io.galopin.engine.journal;

import io.galopin.api.Direction;
import org.jspecify.annotations.Nullable;

/**
 * What an entry of the journal tells of. Whoever treats the kinds differently switches over {@link
 * #kind} without a default, so that a new kind does not compile before everybody knows it. What all
 * kinds can be asked is empty where they do not have it.
 */
public sealed interface Event {

  /** The kinds of events. */
  enum Kind {
    /** {@link Fault}. */
    FAULT(Journal.Origin.INJECTED),
    /** {@link ToxicBegan}. */
    TOXIC_BEGAN(Journal.Origin.INJECTED),
    /** {@link ToxicEnded}. */
    TOXIC_ENDED(Journal.Origin.INJECTED),
    /** {@link NetworkTrouble}. */
    NETWORK_TROUBLE(Journal.Origin.NETWORK),
    /** {@link OwnTrouble}. */
    OWN_TROUBLE(Journal.Origin.PROXY),
    /** {@link Summary}. */
    SUMMARY(Journal.Origin.SUMMARY);

    private final Journal.Origin origin;

    Kind(Journal.Origin origin) {
      this.origin = origin;
    }

    /** Where events of this kind come from. */
    public Journal.Origin origin() {
      return origin;
    }
  }

  /** Which of the records this is. */
  Kind kind();

  /** In words: {@code delay 2 s}, {@code fail 503}. */
  String decision();

  /** The connection's ordinal; 0 if it belongs to none. */
  default long connection() {
    return 0;
  }

  /** The exchange; {@link ExchangeRef#NONE} if it belongs to none. */
  default ExchangeRef exchange() {
    return ExchangeRef.NONE;
  }

  /** On which link; null if on none. */
  default @Nullable Direction direction() {
    return null;
  }

  /** By which rule; empty if by none, or by a mix alone. */
  default String rule() {
    return "";
  }

  /** What that rule's draws are keyed by, if it is not its name; else empty. */
  default String ruleKey() {
    return "";
  }

  /** The behavior or toxic; empty if none. */
  default String plugin() {
    return "";
  }

  /** What a behavior decided, for a replay; null if none did. */
  default Journal.@Nullable Done done() {
    return null;
  }

  /**
   * A behavior did something to an exchange.
   *
   * @param done the same as {@code decision}, for a replay
   */
  record Fault(
      long connection,
      ExchangeRef exchange,
      String rule,
      String ruleKey,
      String plugin,
      String decision,
      Journal.Done done)
      implements Event {
    @Override
    public Kind kind() {
      return Kind.FAULT;
    }

    @Override
    public Direction direction() {
      return done.hook().direction();
    }
  }

  /**
   * A toxic has begun to act on a link.
   *
   * @param plugin the toxic's name
   */
  record ToxicBegan(long connection, Direction direction, String plugin, String decision)
      implements Event {
    @Override
    public Kind kind() {
      return Kind.TOXIC_BEGAN;
    }
  }

  /**
   * A toxic acts on a link no longer.
   *
   * @param plugin the toxic's name
   * @param decision what it has done
   */
  record ToxicEnded(long connection, Direction direction, String plugin, String decision)
      implements Event {
    @Override
    public Kind kind() {
      return Kind.TOXIC_ENDED;
    }
  }

  /** The network, a peer or a limit did something. */
  record NetworkTrouble(long connection, Direction direction, ExchangeRef exchange, String decision)
      implements Event {
    @Override
    public Kind kind() {
      return Kind.NETWORK_TROUBLE;
    }
  }

  /** The proxy itself, or a plugin in it, did not do what it must. */
  record OwnTrouble(
      long connection,
      @Nullable Direction direction,
      ExchangeRef exchange,
      String rule,
      String plugin,
      String decision)
      implements Event {
    @Override
    public Kind kind() {
      return Kind.OWN_TROUBLE;
    }
  }

  /**
   * What a rule that is gone has counted.
   *
   * @param text the rule itself
   * @param decision the counts
   */
  record Summary(String rule, String text, String decision) implements Event {
    @Override
    public Kind kind() {
      return Kind.SUMMARY;
    }

    @Override
    public ExchangeRef exchange() {
      return new ExchangeRef(0, text, "", "");
    }
  }
}
