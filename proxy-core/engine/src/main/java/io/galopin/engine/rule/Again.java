package io.galopin.engine.rule;

import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.engine.journal.Hook;
import java.util.List;
import java.util.Map;

/** Repeats what one behavior of one rule did in a recorded run, at one step. Thread-safe. */
final class Again implements Repeated {

  private final Replay replay;
  private final String proxy;
  private final Map<String, List<Replay.Occasion>> done;

  /**
   * Has repeated nothing yet.
   *
   * @param done by the key of the exchange, at most one for each hook
   */
  Again(Replay replay, String proxy, Map<String, List<Replay.Occasion>> done) {
    this.replay = replay;
    this.proxy = proxy;
    this.done = done;
  }

  @Override
  public Decision onBeforeHandle(Exchange exchange) {
    String key = key(exchange);
    if (done.containsKey(key)) {
      replay.came(proxy, key, exchange);
    }
    return at(Hook.BEFORE, key);
  }

  @Override
  public Decision onBetweenHandle(Exchange exchange) {
    return at(Hook.BETWEEN, key(exchange));
  }

  @Override
  public Decision onAfterHandle(Exchange exchange) {
    return at(Hook.AFTER, key(exchange));
  }

  private Decision at(Hook hook, String key) {
    for (Replay.Occasion each : done.getOrDefault(key, List.of())) {
      if (each.fault().done().hook() == hook) {
        return each.fault().done().decision();
      }
    }
    return Decision.pass();
  }

  @Override
  public void happened(Hook hook, Exchange exchange) {
    for (Replay.Occasion each : done.getOrDefault(key(exchange), List.of())) {
      if (each.fault().done().hook() == hook) {
        each.happens();
      }
    }
  }

  private static String key(Exchange exchange) {
    String identity = exchange instanceof IdentifiedExchange known ? known.identity() : "";
    return identity.isEmpty()
        ? new Replay.Place(exchange.connection(), exchange.layer(), exchange.ordinal()).toString()
        : identity;
  }
}
