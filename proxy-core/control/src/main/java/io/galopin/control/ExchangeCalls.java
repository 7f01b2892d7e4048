package io.galopin.control;

import io.galopin.api.Excerpt;
import io.galopin.engine.Catalog;
import io.galopin.engine.Engine;
import io.galopin.engine.match.Condition;
import io.galopin.rules.condition.ExchangeFilter;
import io.galopin.rules.condition.Vocabulary;
import io.galopin.rules.condition.When;
import io.galopin.rules.source.ConfigProblem;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code GET /exchanges}: exchanges that are over, as they end, for as long as a client follows.
 */
final class ExchangeCalls {

  private static final String PROXY = "proxy";

  private final Engine engine;
  private final Plugins plugins;
  private final Feeds feeds;

  ExchangeCalls(Engine engine, Plugins plugins, Feeds feeds) {
    this.engine = engine;
    this.plugins = plugins;
    this.feeds = feeds;
  }

  void addTo(Router router) {
    router.get("/exchanges").handler(this::exchanges);
  }

  private void exchanges(RoutingContext context) {
    for (Map.Entry<String, String> given : context.queryParams()) {
      if (!Set.of(When.KEY, PROXY).contains(given.getKey())) {
        throw new Refusal(400, Excerpt.of(given.getKey()) + ": unknown (expected: when or proxy)");
      }
    }
    Optional<String> when = only(context, When.KEY);
    Optional<String> proxy = only(context, PROXY);
    feeds.refuseIfTooMany();
    if (when.isEmpty()) {
      follow(context, Condition.always(), proxy);
      return;
    }
    // Asks plugins for their attributes.
    Work.begin(context.vertx().getOrCreateContext(), () -> read(when.get(), proxy))
        .onSuccess(
            condition -> {
              try {
                // Others may have come meanwhile.
                feeds.refuseIfTooMany();
                follow(context, condition, proxy);
              } catch (Refusal crowded) {
                context.fail(crowded);
              }
            })
        .onFailure(context::fail);
  }

  private static Optional<String> only(RoutingContext context, String name) {
    List<String> given = context.queryParam(name);
    if (given.size() > 1) {
      throw new Refusal(400, name + ": given twice (expected: once)");
    }
    return given.stream().findFirst();
  }

  private Condition read(String when, Optional<String> proxy) {
    try {
      return ExchangeFilter.read(when, vocabulary(proxy));
    } catch (ConfigProblem wrong) {
      throw new Refusal(
          400,
          wrong.wrong().stream()
              .map(ConfigProblem.Wrong::sentence)
              .collect(Collectors.joining("; ")));
    }
  }

  /** The words of a proxy's protocol; those of all protocols if it is none of a proxy here. */
  private Vocabulary vocabulary(Optional<String> proxy) {
    Catalog catalog = plugins.catalog();
    return proxy
        .flatMap(engine::proxy)
        .map(known -> Vocabulary.ofExchanges(catalog.stack(known.spec())))
        .map(known -> known.besides(catalog.protocols().values()))
        .orElseGet(() -> Vocabulary.ofExchanges(catalog.protocols().values()));
  }

  private void follow(RoutingContext context, Condition when, Optional<String> proxy) {
    if (context.response().closed()) {
      return;
    }
    FeedForm form = FeedForm.of(context.request());
    feeds.follow(context, ExchangeEntries.of(engine.exchanges(), when, proxy, form), form);
  }
}
