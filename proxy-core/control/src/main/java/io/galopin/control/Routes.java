package io.galopin.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.engine.Engine;
import io.galopin.live.Flaps;
import io.galopin.live.Live;
import io.galopin.live.Renewals;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * All calls of the control API.
 *
 * @param gate what every call must pass
 * @param callers the server's connections
 * @param feeds the clients that follow the journal or exchanges
 * @param names looks up the names on which proxies are to listen
 * @param live makes the changes
 * @param files the files of the run that calls are about
 */
record Routes(
    Gate gate, Callers callers, Feeds feeds, ListenNames names, Live live, RunFiles files) {

  /** How long a change may wait for others. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Describes the calls and their forms in OpenAPI 3. */
  private static final String DOCUMENT = "openapi.json";

  /**
   * The version of Toxiproxy whose API this is. Clients parse it, some strictly as three numbers,
   * so Galopin's own version is a separate field.
   */
  private static final String TOXIPROXY = "2.12.0";

  Router router(Vertx vertx, ControlSettings settings, Engine engine, Plugins plugins) {
    Router router = Router.router(vertx);
    Failures.answerFor(router);
    router.route().handler(gate);
    router.route().handler(new RequestBody());

    ObjectNode version = Json.object().put("version", TOXIPROXY).put("galopin", settings.version());
    router.get(Gate.OPEN).handler(call -> Replies.send(call.response(), 200, version));
    byte[] document = document();
    router.get("/" + DOCUMENT).handler(call -> Replies.send(call.response(), 200, document));
    Workers workers = new Workers(live.turns(), callers, names, PATIENCE);
    Addressed proxies = new Addressed(engine, settings.mainProxy());
    Flaps flaps = new Flaps(live);
    new FlapCalls(live, flaps, plugins, workers).addTo(router);
    new ToxiproxyCalls(engine, live, flaps, new ProxyChanges(live, plugins), workers).addTo(router);
    new ToxicCalls(live, new ToxicChanges(live, plugins), workers).addTo(router);
    new RuleCalls(live, new RuleChanges(live, plugins), workers).addTo(router);
    new VaurienCalls(proxies, live, plugins, workers).addTo(router);
    settings
        .metrics()
        .ifPresent(text -> router.get("/metrics").handler(new MetricsCall(callers, text)));
    new ReloadCall(files.reloads()).addTo(router);
    new StateCalls(files.state(), workers).addTo(router);
    new JournalCalls(engine, callers, feeds).addTo(router);
    new ExchangeCalls(engine, plugins, feeds).addTo(router);
    new PluginCalls(plugins).addTo(router);
    new PluginReload(plugins, new Renewals(live), workers).addTo(router);
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
