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
import java.util.Optional;

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

  /** The proxy's flap, if it is the one that is meant. */
  private Flap flap(Proxy proxy, Optional<String> id) {
    Flap flap = flap(proxy);
    if (id.isPresent() && !id.get().equals(flap.id())) {
      throw new Refusal(
          404, "flap not found (expected: the id of the one that goes on; it has been replaced)");
    }
    return flap;
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
                  wanted.lease(),
                  wanted.id());
          return FlapJson.shown(live, proxy, flap);
        });
  }

  /** Renews a lease. Not logged, because a command does it every second. */
  private void renew(RoutingContext context) {
    Proxy proxy = proxy(context);
    Map<String, Object> fields = ToxiproxyBody.fields(Json.readObject(RequestBody.of(context)));
    Duration lease = FlapJson.lease(fields);
    Flap flap = flap(proxy, FlapJson.id(fields));
    flap.renew(lease);
    Replies.send(context.response(), 200, FlapJson.shown(live, proxy, flap));
  }

  /** Ends the flap that there is, or only the one that is named. */
  private void stop(RoutingContext context) {
    String name = proxy(context).spec().name();
    Optional<String> id = context.queryParam(FlapJson.ID).stream().findFirst();
    workers.done(
        context,
        List.of(name),
        List.of(),
        "proxy " + name + " no longer flaps",
        () -> stop(live.existing(name), id));
  }

  private void stop(Proxy proxy, Optional<String> id) {
    if (id.isPresent()) {
      flaps.stop(proxy, flap(proxy, id));
    } else {
      flaps.stop(proxy);
    }
  }
}
