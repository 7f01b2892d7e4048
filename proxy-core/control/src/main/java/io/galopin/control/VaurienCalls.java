package io.galopin.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.api.Excerpt;
import io.galopin.api.OptionException;
import io.galopin.config.tls.Upstream;
import io.galopin.engine.Proxy;
import io.galopin.engine.rule.Mix;
import io.galopin.live.Impairment.Subject;
import io.galopin.live.Live;
import io.galopin.live.Stay;
import io.galopin.tls.TlsConfigException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Vaurien's calls, about one proxy. {@code openapi.json} documents them. */
final class VaurienCalls {

  private static final String BACKEND = "backend";

  private final Addressed proxies;
  private final Live live;
  private final Plugins plugins;
  private final Workers workers;

  VaurienCalls(Addressed proxies, Live live, Plugins plugins, Workers workers) {
    this.proxies = proxies;
    this.live = live;
    this.plugins = plugins;
    this.workers = workers;
  }

  void addTo(Router router) {
    router.get("/behaviors").handler(this::behaviors);
    add(router, "", context -> proxies.unnamed());
    add(router, "/proxies/:proxy", context -> proxies.named(context.pathParam("proxy")));
  }

  private void add(Router router, String prefix, Function<RoutingContext, Proxy> addressed) {
    router
        .get(prefix + "/behavior")
        .handler(
            context -> {
              Proxy proxy = addressed.apply(context);
              ObjectNode shown = Json.object().put("behavior", BehaviorJson.shown(proxy.spec()));
              reply(context, StayJson.show(shown, live, proxy, Subject.MIX));
            });
    router
        .put(prefix + "/behavior")
        .handler(context -> setBehavior(context, addressed.apply(context)));
    router
        .get(prefix + "/backend")
        .handler(
            context ->
                reply(
                    context,
                    Json.object().put(BACKEND, addressed.apply(context).spec().shownUpstream())));
    router
        .put(prefix + "/backend")
        .handler(context -> setBackend(context, addressed.apply(context)));
  }

  private void behaviors(RoutingContext context) {
    ObjectNode body = Json.object();
    BehaviorJson.names(plugins.catalog()).forEach(body.putArray("behaviors")::add);
    reply(context, body);
  }

  private void setBehavior(RoutingContext context, Proxy proxy) {
    ObjectNode body = body(context);
    Stay stay = stay(body);
    BehaviorChange change = BehaviorChange.read(body);
    change(
        context,
        proxy,
        () -> "behavior of proxy " + proxy.spec().name() + " set: " + mix(proxy),
        () -> new BehaviorChanges(live, plugins.catalog()).change(proxy, change, stay));
  }

  private static Stay stay(ObjectNode body) {
    try {
      return StayJson.take(body);
    } catch (OptionException wrong) {
      VaurienErrors errors = new VaurienErrors();
      errors.add("", wrong);
      errors.throwIfAny();
      throw wrong;
    }
  }

  private void setBackend(RoutingContext context, Proxy proxy) {
    ObjectNode body = body(context);
    JsonNode backend = body.path(BACKEND);
    if (backend.isMissingNode() || backend.isNull()) {
      throw VaurienErrors.single(400, "body", "", "backend: missing (expected: host:port)");
    }
    VaurienErrors errors = new VaurienErrors();
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      if (!field.getKey().equals(BACKEND)) {
        errors.add(
            "body", field.getKey(), Excerpt.of(field.getKey()) + ": unknown (expected: backend)");
      }
    }
    try {
      Upstream upstream = upstream(backend);
      errors.throwIfAny();
      change(
          context,
          proxy,
          () -> "backend of proxy " + proxy.spec().name() + " set: " + upstream,
          () -> setUpstream(proxy, upstream));
    } catch (OptionException wrong) {
      errors.add("", wrong);
      errors.throwIfAny();
    }
  }

  private void setUpstream(Proxy proxy, Upstream upstream) {
    try {
      live.setUpstream(proxy, upstream);
    } catch (OptionException | TlsConfigException wrong) {
      throw VaurienErrors.single(400, "body", BACKEND, String.valueOf(wrong.getMessage()));
    }
  }

  private static Upstream upstream(JsonNode backend) {
    if (backend.isTextual()) {
      Upstream upstream = Upstream.parse(BACKEND, backend.textValue());
      if (!upstream.address().host().isEmpty() && upstream.address().port() > 0) {
        return upstream;
      }
    }
    throw new OptionException(
        BACKEND, BehaviorChange.kind(backend), "host:port, with a port from 1 to 65535");
  }

  private static ObjectNode body(RoutingContext context) {
    try {
      return Json.readObject(RequestBody.of(context));
    } catch (Refusal noObject) {
      throw VaurienErrors.single(400, "body", "", String.valueOf(noObject.getMessage()));
    }
  }

  /** Returns the behaviors with their percentages. */
  private static String mix(Proxy proxy) {
    return proxy.spec().rules().find(Mix.NAME).map(rule -> rule.mix().toString()).orElse(Mix.DUMMY);
  }

  private void change(RoutingContext context, Proxy proxy, Supplier<String> what, Runnable change) {
    workers.reply(
        context,
        200,
        List.of(proxy.spec().name()),
        List.of(),
        made -> what.get(),
        () -> {
          change.run();
          return Json.object().put("status", "ok");
        });
  }

  private static void reply(RoutingContext context, ObjectNode body) {
    Replies.send(context.response(), 200, body);
  }
}
