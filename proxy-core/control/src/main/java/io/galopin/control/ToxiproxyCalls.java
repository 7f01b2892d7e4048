package io.galopin.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.api.OptionException;
import io.galopin.engine.Engine;
import io.galopin.engine.Proxy;
import io.galopin.engine.socket.Address;
import io.galopin.live.Flaps;
import io.galopin.live.Live;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Toxiproxy's calls about proxies; {@code openapi.json} documents them. */
final class ToxiproxyCalls {

  private static final String PROXIES = "/proxies";
  private static final String LISTEN = "listen";
  private static final String PROXY = "/proxies/:proxy";

  private final Engine engine;
  private final Live live;
  private final Flaps flaps;
  private final ProxyChanges changes;
  private final Workers workers;

  ToxiproxyCalls(Engine engine, Live live, Flaps flaps, ProxyChanges changes, Workers workers) {
    this.engine = engine;
    this.live = live;
    this.flaps = flaps;
    this.changes = changes;
    this.workers = workers;
  }

  void addTo(Router router) {
    router.get(PROXIES).handler(this::list);
    router.post(PROXIES).handler(this::create);
    router.post("/populate").handler(this::populate);
    router.post("/reset").handler(this::reset);
    router
        .get(PROXY)
        .handler(
            context ->
                Replies.send(
                    context.response(), 200, ProxyJson.proxy(live, flaps, proxy(context))));
    Handler<RoutingContext> update = this::update;
    router.post(PROXY).handler(update);
    router.patch(PROXY).handler(update);
    router.delete(PROXY).handler(this::delete);
  }

  private Proxy proxy(RoutingContext context) {
    return live.existing(context.pathParam("proxy"));
  }

  private void reset(RoutingContext context) {
    List<String> all = engine.proxies().stream().map(proxy -> proxy.spec().name()).toList();
    List<String> hosts =
        engine.proxies().stream()
            .filter(proxy -> proxy.address().isEmpty())
            .map(proxy -> proxy.spec().listen().host())
            .toList();
    workers.doneWhereAnswered(
        context,
        all,
        hosts,
        "every proxy enabled, every toxic removed",
        unanswered -> changes.reset(all, unanswered));
  }

  private void list(RoutingContext context) {
    Replies.refuseIfCrowded();
    // There may be many.
    workers.reply(
        context,
        200,
        () -> {
          ObjectNode all = Json.object();
          engine
              .proxies()
              .forEach(proxy -> all.set(proxy.spec().name(), ProxyJson.proxy(live, flaps, proxy)));
          return all;
        });
  }

  private void create(RoutingContext context) {
    Map<String, Object> fields = fields(context);
    workers.reply(
        context,
        201,
        names(fields),
        hosts(fields),
        made -> "proxy created: " + ChangeLog.proxy(made),
        () -> ProxyJson.proxy(live, flaps, changes.create(fields)));
  }

  private void update(RoutingContext context) {
    Proxy proxy = proxy(context);
    String name = proxy.spec().name();
    Map<String, Object> fields = fields(context);
    List<String> hosts =
        fields.containsKey(LISTEN) ? hosts(fields) : List.of(proxy.spec().listen().host());
    workers.reply(
        context,
        200,
        List.of(name),
        hosts,
        made -> "proxy changed: " + ChangeLog.proxy(made),
        () -> ProxyJson.proxy(live, flaps, changes.update(name, fields)));
  }

  private void delete(RoutingContext context) {
    String name = proxy(context).spec().name();
    workers.done(
        context,
        List.of(name),
        List.of(),
        "proxy deleted: " + name,
        () -> live.delete(live.existing(name)));
  }

  private void populate(RoutingContext context) {
    ArrayNode body = Json.readArray(RequestBody.of(context));
    List<Map<String, Object>> entries = new ArrayList<>();
    for (JsonNode entry : body) {
      if (!(entry instanceof ObjectNode object)) {
        throw ToxiproxyErrors.badBody(
            BehaviorChange.kind(entry)
                + " at proxy "
                + (entries.size() + 1)
                + " (expected: a JSON object)");
      }
      entries.add(ToxiproxyBody.fields(object));
    }
    workers.reply(
        context,
        201,
        entries.stream().flatMap(entry -> names(entry).stream()).toList(),
        entries.stream().flatMap(entry -> hosts(entry).stream()).toList(),
        made -> "proxies populated: " + ChangeLog.namesIn(made.path("proxies")),
        () -> {
          ObjectNode reply = Json.object();
          ArrayNode proxies = reply.putArray("proxies");
          changes
              .populate(entries)
              .forEach(proxy -> proxies.add(ProxyJson.proxy(live, flaps, proxy)));
          return reply;
        });
  }

  /** Returns the proxy's name in a body; empty if it has none and will be refused. */
  private static List<String> names(Map<String, Object> fields) {
    return fields.get("name") instanceof String name ? List.of(name) : List.of();
  }

  /** Returns the host on which a proxy is to listen; empty if the body will be refused. */
  private static List<String> hosts(Map<String, Object> fields) {
    try {
      return fields.get(LISTEN) instanceof String listen
          ? List.of(Address.parse(LISTEN, listen).host())
          : List.of();
    } catch (OptionException wrong) {
      return List.of();
    }
  }

  private static Map<String, Object> fields(RoutingContext context) {
    return ToxiproxyBody.fields(Json.readObject(RequestBody.of(context)));
  }
}
