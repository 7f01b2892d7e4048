package io.galopin.engine.journal;

import io.galopin.api.Direction;
import org.jspecify.annotations.Nullable;

/**
 * The content of a journal entry. Code that treats the kinds differently switches over {@link
 * #kind} without a default, so a new kind does not compile until every such switch handles it.
 * Common properties that a kind does not have are empty.
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
    SUMMARY(Journal.Origin.SUMMARY),
    /** {@link Ended}. */
    ENDED(Journal.Origin.END),
    /** {@link PluginsChanged}. */
    PLUGINS_CHANGED(Journal.Origin.PLUGINS);

    private final Journal.Origin origin;

    Kind(Journal.Origin origin) {
      this.origin = origin;
    }

    /** Returns the origin of events of this kind. */
    public Journal.Origin origin() {
      return origin;
    }
  }

  /** Which of the records this is. */
  Kind kind();

  /** Returns what happened, in words: {@code delay 2 s}, {@code fail 503}. */
  String decision();

  /** Returns the connection's ordinal; 0 if it belongs to none. */
  default long connection() {
    return 0;
  }

  /** Returns the exchange; {@link ExchangeRef#NONE} if it belongs to none. */
  default ExchangeRef exchange() {
    return ExchangeRef.NONE;
  }

  /** Returns the direction of the link; null if there is none. */
  default @Nullable Direction direction() {
    return null;
  }

  /** Returns the rule's name; empty for no rule or a plain mix. */
  default String rule() {
    return "";
  }

  /** Returns the key of that rule's draws; empty if it is the name. */
  default String ruleKey() {
    return "";
  }

  /** Returns the behavior or toxic; empty if none. */
  default String plugin() {
    return "";
  }

  /** Returns what a behavior decided, for a replay; null if none did. */
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
   * A toxic no longer acts on a link.
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

  /** The proxy itself, or a plugin in it, failed. */
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
   * The counts of a removed rule.
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

  /**
   * Something that was set for a time is over, and was undone.
   *
   * @param rule the rule that was removed; empty if none was
   * @param plugin the toxic that was removed; empty if none was
   * @param decision what was undone, and who had set it
   */
  record Ended(String rule, String plugin, String decision) implements Event {
    @Override
    public Kind kind() {
      return Kind.ENDED;
    }
  }

  /**
   * Plugins were loaded, replaced or removed while the engine runs. It belongs to no proxy.
   *
   * @param decision which, with their versions from now on
   */
  record PluginsChanged(String decision) implements Event {
    @Override
    public Kind kind() {
      return Kind.PLUGINS_CHANGED;
    }
  }
}
