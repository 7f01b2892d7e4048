package io.galopin.engine;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Direction;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What rules and behaviors do to one connection beyond the bytes of an exchange: which behavior
 * acts, what it wants between request and reply, and closing, resetting and hanging. Used on one
 * event loop only.
 */
final class Interventions {

  private final Connection connection;
  private final EventLoop loop;
  private final Recorder recorder;
  private final List<Future<?>> timers = new ArrayList<>(0);
  private @Nullable IdentityHashMap<Behavior, Object> states;
  private @Nullable Choice hungBy;
  private boolean over;

  Interventions(Connection connection, EventLoop loop, Recorder recorder) {
    this.connection = connection;
    this.loop = loop;
    this.recorder = recorder;
  }

  /** Asks the rules about a new exchange: the first that chooses decides. */
  void choose(ActiveExchange exchange, RuleSet rules) {
    for (Rule rule : rules.rules()) {
      double number =
          connection.draws().number(connection.ordinal(), rule.name(), exchange.ordinal());
      Choice choice = rule.choose(exchange, number);
      if (choice != null) {
        exchange.chosen(choice);
        return;
      }
    }
  }

  /** The request has been written, or its reply begins: asks the behavior, once. */
  void between(ActiveExchange exchange) {
    if (over || exchange.betweenAsked) {
      return;
    }
    Decision decision = exchange.between();
    Action action = decision.action();
    recorder.delay(Direction.DOWNSTREAM, exchange, decision);
    exchange.replyNotBefore = loop.ticker().nanoTime() + decision.delay().toNanos();
    if (Answers.answers(action) && !(action instanceof Action.Close)) {
      exchange.instead = new Decision(Duration.ZERO, action);
    } else if (!(action instanceof Action.Pass)) {
      later(decision.delay(), () -> carryOut(Direction.DOWNSTREAM, exchange, action));
    }
  }

  private void later(Duration delay, Runnable action) {
    if (delay.isZero()) {
      action.run();
    } else {
      timers.add(loop.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS));
    }
  }

  /** Carries out an action that does something to the connection as a whole. */
  void carryOut(Direction direction, ActiveExchange exchange, Action action) {
    if (action instanceof Action.Pass) {
      return;
    }
    recorder.fault(direction, exchange, describe(action));
    if (action instanceof Action.Close) {
      connection.closeOrderly();
    } else if (action instanceof Action.Reset) {
      connection.reset();
    } else if (action instanceof Action.Hang) {
      hungBy = exchange.choice();
      connection.hang();
    }
  }

  private static String describe(Action action) {
    return action instanceof Action.Insert insert
        ? "insert " + insert.count() + " random bytes"
        : action.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** What {@code choice} keeps for this connection. */
  @SuppressWarnings("unchecked") // a behavior asks with one type only
  <T> T state(Choice choice, Supplier<T> initial) {
    if (states == null) {
      states = new IdentityHashMap<>(2);
    }
    return (T) states.computeIfAbsent(choice.behavior(), behavior -> initial.get());
  }

  /** Whether a client waits for a reply that will never come. */
  boolean hang() {
    return hungBy != null;
  }

  /** Whether something here holds the connection back. */
  boolean holdBack() {
    return hang() || !timers.isEmpty();
  }

  /** The rules have changed: what behaviors that are gone kept is let go, and who hangs for one. */
  void rulesChanged(RuleSet rules) {
    if (states != null) {
      states.keySet().removeIf(behavior -> !rules.offers(new Choice("", behavior)));
    }
    if (hungBy != null && !rules.offers(hungBy)) {
      connection.closeOrderly();
    }
  }

  /** Nothing more is to be done here. */
  void close() {
    over = true;
    timers.forEach(timer -> timer.cancel(false));
    timers.clear();
  }
}
