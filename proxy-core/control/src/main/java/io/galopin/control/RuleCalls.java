package io.galopin.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.engine.Proxy;
import io.galopin.engine.rule.Rule;
import io.galopin.live.Live;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls about the rules of a proxy; {@code openapi.json} documents them. */
final class RuleCalls {

  private static final String RULES = "/proxies/:proxy/rules";
  private static final String RULE = "/proxies/:proxy/rules/:rule";

  private final Live live;
  private final RuleChanges changes;
  private final Workers workers;

  RuleCalls(Live live, RuleChanges changes, Workers workers) {
    this.live = live;
    this.changes = changes;
    this.workers = workers;
  }

  void addTo(Router router) {
    router.get(RULES).handler(this::list);
    router.get(RULE).handler(this::show);
    router.put(RULES).handler(this::replace);
    router.patch(RULES).handler(this::updateSome);
    Handler<RoutingContext> update = this::update;
    // For clients without PATCH. The call is like the one for a toxic.
    router.post(RULE).handler(update);
    router.patch(RULE).handler(update);
  }

  private Proxy proxy(RoutingContext context) {
    return live.existing(context.pathParam("proxy"));
  }

  private void list(RoutingContext context) {
    Proxy proxy = proxy(context);
    // There may be many.
    workers.reply(context, 200, () -> ProxyRules.json(live, proxy, proxy.spec().rules()));
  }

  private void show(RoutingContext context) {
    Proxy proxy = proxy(context);
    Rule rule = RuleChanges.existing(proxy.spec().rules(), context.pathParam("rule"));
    workers.reply(context, 200, () -> ProxyRules.json(live, proxy, rule));
  }

  private void replace(RoutingContext context) {
    Proxy proxy = proxy(context);
    List<@Nullable Object> rules = new ArrayList<>();
    for (JsonNode rule : body(context)) {
      rules.add(rule instanceof ObjectNode object ? fields(object) : Json.plain(rule));
    }
    workers.reply(
        context,
        200,
        List.of(proxy.spec().name()),
        List.of(),
        made -> "rules of proxy " + proxy.spec().name() + " set: " + named(made),
        () -> ProxyRules.json(live, proxy, changes.replace(proxy.spec().name(), rules)));
  }

  private void updateSome(RoutingContext context) {
    Proxy proxy = proxy(context);
    List<Map<String, ?>> some = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (JsonNode rule : body(context)) {
      if (!(rule instanceof ObjectNode object)) {
        throw RuleChanges.bad(
            BehaviorChange.kind(rule) + " (expected: an object with the name of a rule)");
      }
      some.add(fields(object));
      names.add(object.path("name").asText());
    }
    workers.reply(
        context,
        200,
        List.of(proxy.spec().name()),
        List.of(),
        made -> "rules of proxy " + proxy.spec().name() + " changed: " + ChangeLog.names(names),
        () -> ProxyRules.json(live, proxy, changes.update(proxy.spec().name(), some)));
  }

  private void update(RoutingContext context) {
    Proxy proxy = proxy(context);
    String rule = RuleChanges.existing(proxy.spec().rules(), context.pathParam("rule")).name();
    Map<String, ?> fields = fields(Json.readObject(RequestBody.of(context)));
    workers.reply(
        context,
        200,
        List.of(proxy.spec().name()),
        List.of(),
        made -> "rule changed at proxy " + proxy.spec().name() + ": " + rule,
        () -> ProxyRules.json(live, proxy, changes.update(proxy.spec().name(), rule, fields)));
  }

  /** Names the rules of a reply. */
  private static String named(ObjectNode reply) {
    return ChangeLog.namesIn(reply.path(ProxyRules.RULES));
  }

  /** Returns the rules of a body: a list, or an object that has one, as replies do. */
  private static ArrayNode body(RoutingContext context) {
    JsonNode body = Json.read(RequestBody.of(context));
    JsonNode rules = body.isObject() ? body.path(ProxyRules.RULES) : body;
    if (rules instanceof ArrayNode list) {
      return list;
    }
    throw Json.other(
        body, "a JSON array of rules, or an object that has it as " + ProxyRules.RULES);
  }

  /** Removes the fields that replies add to a rule. */
  private static Map<String, @Nullable Object> fields(ObjectNode rule) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    rule.properties().forEach(field -> fields.put(field.getKey(), Json.plain(field.getValue())));
    ProxyRules.READ_ONLY.forEach(fields::remove);
    StayJson.READ_ONLY.forEach(fields::remove);
    return fields;
  }
}
