package io.galopin.behavior.exchange;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.Options;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a number of replies go wrong after a warm-up. {@code error} and {@code transient} both use
 * it.
 *
 * <p>Only {@link #onBeforeHandle} counts exchanges, because it is called in their order of arrival.
 * It also notes for {@link #onAfterHandle} which replies to spoil.
 */
final class FaultyReplies implements Behavior {

  /** Whether exchanges are counted per proxy or per connection. */
  enum Scope {
    PROXY,
    CONNECTION
  }

  private static final Option<Boolean> INJECT =
      Option.flag(
              "inject",
              "call the backend and put 100 random bytes into its reply, where the protocol allows it")
          .orElse(false);

  private static final Option<Long> WARMUP =
      Option.integer("warmup", 0, Long.MAX_VALUE, "how many exchanges pass untouched at first")
          .orElse(0L);

  private static final Option<Scope> SCOPE =
      Option.choice(
              "scope", Scope.class, "whether exchanges are counted per proxy or per connection")
          .orElse(Scope.PROXY);

  private static final Option<Boolean> GARBAGE =
      Option.flag("garbage", "reply with 1,000 random bytes instead of an error of the protocol")
          .orElse(false);

  static final List<Option<?>> OPTIONS = List.of(INJECT, WARMUP, SCOPE, GARBAGE);

  private static final Decision INSERT = Decision.insert(100);

  private static final Logger log = LoggerFactory.getLogger(FaultyReplies.class);

  private final String name;
  private final boolean inject;
  private final long warmup;
  private final long faults;
  private final Scope scope;
  private final Decision instead;
  private final AtomicLong arrivedAtProxy = new AtomicLong();
  private final AtomicBoolean saidThatInjectIsIgnored = new AtomicBoolean();

  /**
   * Reads {@link #OPTIONS}.
   *
   * @param name of the behavior, for the log
   * @param failure what the client gets instead of a reply
   * @param faults how many exchanges after the warm-up go wrong
   */
  FaultyReplies(String name, Options options, Failure failure, long faults) {
    this.name = name;
    this.faults = faults;
    inject = options.get(INJECT);
    warmup = options.get(WARMUP);
    scope = options.get(SCOPE);
    instead = options.get(GARBAGE) ? Decision.babble(1000) : Decision.fail(failure);
  }

  @Override
  public Decision onBeforeHandle(Exchange exchange) {
    long place = place(exchange);
    if (place <= warmup || place - warmup > faults) {
      return Decision.pass();
    }
    if (!inject || !acceptsInsertion(exchange)) {
      return instead;
    }
    exchange.connectionState(Notes::new).toSpoil.add(exchange.ordinal());
    return Decision.pass();
  }

  @Override
  public Decision onAfterHandle(Exchange exchange) {
    return inject && exchange.connectionState(Notes::new).spoil(exchange.ordinal())
        ? INSERT
        : Decision.pass();
  }

  /** Returns 1, 2, 3 … in order of arrival. */
  private long place(Exchange exchange) {
    return switch (scope) {
      case PROXY -> arrivedAtProxy.incrementAndGet();
      case CONNECTION -> ++exchange.connectionState(Notes::new).arrived;
    };
  }

  private boolean acceptsInsertion(Exchange exchange) {
    boolean accepts = exchange.acceptsInsertion();
    if (!accepts && saidThatInjectIsIgnored.compareAndSet(false, true)) {
      log.info("Behavior {}: this protocol ignores inject; the reply is an error instead", name);
    }
    return accepts;
  }

  /** The state of one connection, used on its event loop. */
  private static final class Notes {

    private long arrived;
    private final Queue<Long> toSpoil = new ArrayDeque<>();

    /** Returns whether to spoil the reply to an exchange. Replies come in order. */
    boolean spoil(long ordinal) {
      // Earlier exchanges got no reply from the backend, and will not get one.
      toSpoil.removeIf(earlier -> earlier < ordinal);
      return toSpoil.remove(ordinal);
    }
  }
}
