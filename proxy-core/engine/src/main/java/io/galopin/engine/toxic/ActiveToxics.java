package io.galopin.engine.toxic;

import io.galopin.engine.exchange.ConnectionFacts;
import io.galopin.engine.rule.Scope;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.rule.ToxicSteps;
import io.galopin.engine.rule.ToxicTally;
import io.netty.util.concurrent.Future;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Determines which toxics currently act on one connection, and notifies it when time changes that.
 * Used only on its event loop.
 */
public final class ActiveToxics {

  private final ConnectionFacts connection;
  private final Runnable changed;
  private @Nullable IdentityHashMap<Scope, Boolean> admitted;
  private final ToxicSteps steps;
  private @Nullable Future<?> timer;

  /**
   * Creates the active toxics of a connection.
   *
   * @param steps counts the steps that they reach here
   * @param changed called on its event loop when time has opened or closed one
   */
  public ActiveToxics(ConnectionFacts connection, ToxicSteps steps, Runnable changed) {
    this.connection = connection;
    this.steps = steps;
    this.changed = changed;
  }

  /** Returns those of {@code toxics} that act now. */
  public List<ToxicSpec> open(List<ToxicSpec> toxics) {
    close();
    steps.keep(toxics);
    if (toxics.isEmpty()) {
      admitted = null;
      return toxics;
    }
    admitted()
        .keySet()
        .removeIf(scope -> toxics.stream().noneMatch(toxic -> toxic.scope() == scope));
    List<ToxicSpec> mine = toxics.stream().filter(this::admits).toList();
    long now = connection.now();
    long next = Long.MAX_VALUE;
    for (ToxicSpec toxic : mine) {
      long elapsed = toxic.scope().elapsed(connection.startedAt(), now);
      long change = toxic.scope().trigger().nextChange(elapsed);
      next = change == Long.MAX_VALUE ? next : Math.min(next, change - elapsed);
    }
    if (next < Long.MAX_VALUE) {
      timer = connection.loop().schedule(changed, next, TimeUnit.NANOSECONDS);
    }
    List<ToxicSpec> open =
        mine.stream()
            .filter(
                toxic ->
                    toxic
                        .scope()
                        .trigger()
                        .isOpen(toxic.scope().elapsed(connection.startedAt(), now)))
            .toList();
    open.forEach(toxic -> steps.take(toxic, ToxicTally.Step.OPEN));
    return open;
  }

  private IdentityHashMap<Scope, Boolean> admitted() {
    if (admitted == null) {
      admitted = new IdentityHashMap<>(2);
    }
    return admitted;
  }

  private boolean admits(ToxicSpec toxic) {
    steps.take(toxic, ToxicTally.Step.SEEN);
    if (!admitted()
        .computeIfAbsent(
            toxic.scope(),
            scope ->
                scope.concerns(connection::value, connection.startedAt()) && scope.takeCall())) {
      return false;
    }
    steps.take(toxic, ToxicTally.Step.WITHIN);
    if (connection.draws().number(connection.ordinal(), "toxicity", toxic.name())
        >= toxic.toxicity()) {
      return false;
    }
    steps.take(toxic, ToxicTally.Step.CHOSEN);
    return true;
  }

  /** Stops all notifications. */
  public void close() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
