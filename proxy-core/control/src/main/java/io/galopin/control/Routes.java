package io.galopin.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.engine.Catalog;
import io.galopin.engine.Engine;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * All calls of the control API.
 *
 * @param gate what every call has to pass
 * @param journal the calls about the journal
 */
record Routes(Gate gate, JournalCalls journal) {

  /** The calls and their forms, as OpenAPI 3 has them. */
  private static final String DOCUMENT = "openapi.json";

  /**
   * The version of Toxiproxy whose API this is. Clients parse it, some strictly as three numbers,
   * so that Galopin's own is a field beside it.
   */
  private static final String TOXIPROXY = "2.12.0";

  Router router(Vertx vertx, ControlSettings settings, Engine engine, Catalog catalog) {
    Router router = Router.router(vertx);
    Failures.answerFor(router);
    router.route().handler(gate);
    router.route().handler(new RequestBody());

    ObjectNode version = Json.object().put("version", TOXIPROXY).put("galopin", settings.version());
    router.get(Gate.OPEN).handler(call -> Replies.send(call.response(), 200, version));
    byte[] document = document();
    router.get("/" + DOCUMENT).handler(call -> Replies.send(call.response(), 200, document));
    LiveProxies live = new LiveProxies(engine, catalog, settings);
    ProxyLocks locks = new ProxyLocks();
    ProxyChanges proxies = new ProxyChanges(engine, catalog, live, locks);
    new ToxiproxyCalls(engine, proxies, new ProxyJson(live)).addTo(router);
    new ToxicCalls(proxies, new ToxicChanges(catalog, proxies, locks)).addTo(router);
    new RuleCalls(live, proxies, new RuleChanges(live, proxies, locks)).addTo(router);
    new VaurienCalls(live, catalog, locks).addTo(router);
    settings.metrics().ifPresent(text -> router.get("/metrics").handler(new MetricsCall(text)));
    journal.addTo(router);
    new PluginCalls(catalog, settings).addTo(router);
    return router;
  }

  static byte[] document() {
    try (InputStream in = Routes.class.getResourceAsStream(DOCUMENT)) {
      if (in == null) {
        throw new IllegalStateException(DOCUMENT + ": missing");
      }
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
