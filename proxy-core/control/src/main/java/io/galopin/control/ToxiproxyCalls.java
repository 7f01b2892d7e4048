package io.galopin.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.engine.Engine;
import io.galopin.engine.Proxy;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Toxiproxy's calls about proxies; {@code openapi.json} documents them. */
final class ToxiproxyCalls {

  private static final String PROXIES = "/proxies";
  private static final String PROXY = "/proxies/:proxy";

  private final Engine engine;
  private final ProxyChanges changes;
  private final ProxyJson json;

  ToxiproxyCalls(Engine engine, ProxyChanges changes, ProxyJson json) {
    this.engine = engine;
    this.changes = changes;
    this.json = json;
  }

  void addTo(Router router) {
    router.get(PROXIES).handler(this::list);
    router.post(PROXIES).handler(this::create);
    router.post("/populate").handler(this::populate);
    router.post("/reset").handler(context -> Workers.done(context, changes::reset));
    router
        .get(PROXY)
        .handler(context -> Replies.send(context.response(), 200, json.proxy(proxy(context))));
    Handler<RoutingContext> update = this::update;
    router.post(PROXY).handler(update);
    router.patch(PROXY).handler(update);
    router.delete(PROXY).handler(this::delete);
  }

  private Proxy proxy(RoutingContext context) {
    return changes.existing(context.pathParam("proxy"));
  }

  private void list(RoutingContext context) {
    ObjectNode all = Json.object();
    engine.proxies().forEach(proxy -> all.set(proxy.spec().name(), json.proxy(proxy)));
    Replies.send(context.response(), 200, all);
  }

  private void create(RoutingContext context) {
    Map<String, Object> fields = fields(context);
    Workers.reply(context, 201, () -> json.proxy(changes.create(fields)));
  }

  private void update(RoutingContext context) {
    String name = proxy(context).spec().name();
    Map<String, Object> fields = fields(context);
    Workers.reply(context, 200, () -> json.proxy(changes.update(name, fields)));
  }

  private void delete(RoutingContext context) {
    String name = proxy(context).spec().name();
    Workers.done(context, () -> changes.delete(name));
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
    Workers.reply(
        context,
        201,
        () -> {
          ObjectNode reply = Json.object();
          ArrayNode proxies = reply.putArray("proxies");
          changes.populate(entries).forEach(proxy -> proxies.add(json.proxy(proxy)));
          return reply;
        });
  }

  private static Map<String, Object> fields(RoutingContext context) {
    return ToxiproxyBody.fields(Json.readObject(RequestBody.of(context)));
  }
}
