package io.galopin.control;

import io.galopin.engine.Proxy;
import io.galopin.live.Flap;
import io.galopin.live.Flaps;
import io.galopin.live.Live;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The calls that let a proxy come and go; {@code openapi.json} documents them. */
final class FlapCalls {

  private static final String FLAP = "/proxies/:proxy/flap";

  private final Live live;
  private final Flaps flaps;
  private final Plugins plugins;
  private final Workers workers;

  FlapCalls(Live live, Flaps flaps, Plugins plugins, Workers workers) {
    this.live = live;
    this.flaps = flaps;
    this.plugins = plugins;
    this.workers = workers;
  }

  void addTo(Router router) {
    router.get(FLAP).handler(this::show);
    router.put(FLAP).handler(this::start);
    router.put(FLAP + "/lease").handler(this::renew);
    router.delete(FLAP).handler(this::stop);
  }

  private Proxy proxy(RoutingContext context) {
    return live.existing(context.pathParam("proxy"));
  }

  private Flap flap(Proxy proxy) {
    return flaps
        .of(proxy)
        .orElseThrow(
            () -> new Refusal(404, "flap not found (expected: a proxy that comes and goes)"));
  }

  private void show(RoutingContext context) {
    Proxy proxy = proxy(context);
    Replies.send(context.response(), 200, FlapJson.shown(live, proxy, flap(proxy)));
  }

  private void start(RoutingContext context) {
    String name = proxy(context).spec().name();
    Map<String, Object> fields = ToxiproxyBody.fields(Json.readObject(RequestBody.of(context)));
    FlapJson wanted = FlapJson.read(fields);
    workers.reply(
        context,
        200,
        List.of(name),
        List.of(),
        made -> "proxy " + name + " flaps: " + made.path("mode").asText(),
        () -> {
          Proxy proxy = live.existing(name);
          Flap flap =
              flaps.start(
                  proxy,
                  wanted.plan(),
                  () -> wanted.toxics(plugins.catalog()),
                  wanted.stay(),
                  wanted.lease());
          return FlapJson.shown(live, proxy, flap);
        });
  }

  /** Renews a lease. Not logged, because a command does it every second. */
  private void renew(RoutingContext context) {
    Proxy proxy = proxy(context);
    Duration lease = FlapJson.lease(ToxiproxyBody.fields(Json.readObject(RequestBody.of(context))));
    Flap flap = flap(proxy);
    flap.renew(lease);
    Replies.send(context.response(), 200, FlapJson.shown(live, proxy, flap));
  }

  private void stop(RoutingContext context) {
    String name = proxy(context).spec().name();
    workers.done(
        context,
        List.of(name),
        List.of(),
        "proxy " + name + " no longer flaps",
        () -> flaps.stop(live.existing(name)));
  }
}
