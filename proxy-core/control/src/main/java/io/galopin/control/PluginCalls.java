package io.galopin.control;

import static java.util.Locale.ROOT;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.api.Attribute;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.PluginFactory;
import io.galopin.api.ProtocolFactory;
import io.galopin.engine.Catalog;
import io.vertx.ext.web.Router;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls about what is installed: {@code GET /protocols} and {@code GET /plugins}. */
final class PluginCalls {

  private static final Logger log = LoggerFactory.getLogger(PluginCalls.class);

  private final Plugins plugins;
  private volatile Shown shown;

  /** Replies that say the same as long as the plugins are the same, which this does not keep. */
  private static final class Shown {

    private final long number;
    private final byte[] protocols;
    private final byte[] plugins;

    Shown(long number, byte[] protocols, byte[] plugins) {
      this.number = number;
      this.protocols = protocols;
      this.plugins = plugins;
    }
  }

  PluginCalls(Plugins plugins) {
    this.plugins = plugins;
    this.shown = shown(plugins.now());
  }

  void addTo(Router router) {
    router.get("/protocols").handler(call -> Replies.send(call.response(), 200, now().protocols));
    router.get("/plugins").handler(call -> Replies.send(call.response(), 200, now().plugins));
  }

  private Shown now() {
    Shown now = shown;
    Plugins.Installed installed = plugins.now();
    if (now.number != installed.number()) {
      now = shown(installed);
      shown = now;
    }
    return now;
  }

  private static Shown shown(Plugins.Installed installed) {
    Catalog catalog = installed.catalog();
    ObjectNode some = Json.object();
    some.set("protocols", described(catalog, catalog.protocols().values()));
    ObjectNode all = Json.object();
    all.set("protocols", described(catalog, catalog.protocols().values()));
    all.set("behaviors", described(catalog, catalog.behaviors().values()));
    all.set("toxics", described(catalog, catalog.toxics().values()));
    all.set("files", Json.MAPPER.valueToTree(installed.files()));
    all.set("former", Json.MAPPER.valueToTree(installed.former()));
    all.set("problems", Json.MAPPER.valueToTree(installed.problems()));
    return new Shown(installed.number(), Json.bytes(some), Json.bytes(all));
  }

  private static ArrayNode described(
      Catalog catalog, Collection<? extends PluginFactory> factories) {
    ArrayNode described = Json.MAPPER.createArrayNode();
    for (PluginFactory factory : factories) {
      try {
        described.add(plugin(catalog, factory));
      } catch (Throwable broken) {
        log.error("{} cannot be described: {}", factory.getClass().getName(), broken, broken);
      }
    }
    return described;
  }

  private static ObjectNode plugin(Catalog catalog, PluginFactory factory) {
    ObjectNode plugin =
        Json.object().put("name", factory.name()).put("description", factory.description());
    putOptions(plugin, "options", factory.options());
    if (factory instanceof ProtocolFactory protocol) {
      putWords(plugin, protocol);
    } else if (factory instanceof BehaviorFactory behavior) {
      putMore(plugin, catalog, behavior);
    }
    return plugin;
  }

  /** Adds a protocol's attributes for rules, and its failures. */
  private static void putWords(ObjectNode plugin, ProtocolFactory protocol) {
    ArrayNode attributes = plugin.putArray("attributes");
    for (Attribute attribute : protocol.attributes()) {
      attributes
          .addObject()
          .put("name", attribute.toString())
          .put("type", attribute.type().name().toLowerCase(ROOT))
          .put("many", attribute.many())
          .put("moment", attribute.moment().name().toLowerCase(ROOT))
          .put("writable", attribute.writable())
          .put("secret", attribute.secret())
          .put("description", attribute.description());
    }
    putKinds(plugin, "failures", protocol.failures());
    putOptions(plugin, "failure_options", protocol.failureOptions());
    if (!protocol.notices().isEmpty()) {
      putKinds(plugin, "notices", protocol.notices());
      putOptions(plugin, "notice_options", protocol.noticeOptions());
    }
  }

  private static void putKinds(ObjectNode plugin, String field, List<Failure.Kind> kinds) {
    ArrayNode all = plugin.putArray(field);
    for (Failure.Kind kind : kinds) {
      all.addObject().put("name", kind.name()).put("description", kind.description());
    }
  }

  /** Adds the options that a behavior has with each protocol, if they are more than its own. */
  private static void putMore(ObjectNode plugin, Catalog catalog, BehaviorFactory behavior) {
    ObjectNode more = Json.object();
    for (ProtocolFactory protocol : catalog.protocols().values()) {
      List<Option<?>> options = behavior.optionsFor(protocol);
      if (!options.equals(behavior.options())) {
        putOptions(more, protocol.name(), options);
      }
    }
    if (!more.isEmpty()) {
      plugin.set("options_by_protocol", more);
    }
  }

  private static void putOptions(ObjectNode json, String key, List<Option<?>> options) {
    ArrayNode array = json.putArray(key);
    options.forEach(option -> array.add(option(option)));
  }

  private static <T> ObjectNode option(Option<T> option) {
    ObjectNode json =
        Json.object()
            .put("name", option.name())
            .put("type", option.typeName())
            .put("range", option.range());
    if (!option.choices().isEmpty()) {
      option.choices().forEach(json.putArray("choices")::add);
    }
    option.defaultValue().ifPresent(value -> json.putPOJO("default", option.plain(value)));
    return json.put("description", option.description());
  }
}
