package io.galopin.embed;

import io.galopin.client.FinishedExchange;
import io.galopin.client.Following;
import io.galopin.engine.Catalog;
import io.galopin.engine.match.Condition;
import io.galopin.engine.trace.ExchangeListeners;
import io.galopin.rules.condition.ExchangeFilter;
import io.galopin.rules.condition.Vocabulary;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Those who follow the exchanges of one engine. Thread-safe. */
final class Followings {

  private final ExchangeListeners exchanges;
  private final Catalog catalog;
  private final Set<EmbeddedFollowing> open = ConcurrentHashMap.newKeySet();

  Followings(ExchangeListeners exchanges, Catalog catalog) {
    this.exchanges = exchanges;
    this.catalog = catalog;
  }

  Following open(String when, Consumer<FinishedExchange> listener) {
    Condition condition =
        Attempt.get(
            () -> ExchangeFilter.read(when, Vocabulary.ofExchanges(catalog.protocols().values())));
    EmbeddedFollowing following =
        new EmbeddedFollowing(exchanges, condition, listener, open::remove);
    open.add(following);
    following.start();
    return following;
  }

  /** Delivers what waits, and ends all. */
  void close() {
    List.copyOf(open).forEach(EmbeddedFollowing::close);
  }
}
