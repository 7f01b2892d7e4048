package io.galopin.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.api.Option;
import io.galopin.api.PluginFactory;
import io.galopin.engine.Catalog;
import io.vertx.ext.web.Router;
import java.util.Collection;

/** What is installed: {@code GET /protocols} and {@code GET /plugins}. */
final class PluginCalls {

  private final byte[] protocols;
  private final byte[] plugins;

  /** Asks the plugins once; they do not change while the process runs. */
  PluginCalls(Catalog catalog, ControlSettings settings) {
    ObjectNode some = Json.object();
    some.set("protocols", plugins(catalog.protocols().values()));
    protocols = Json.bytes(some);

    ObjectNode all = Json.object();
    all.set("protocols", plugins(catalog.protocols().values()));
    all.set("behaviors", plugins(catalog.behaviors().values()));
    all.set("toxics", plugins(catalog.toxics().values()));
    all.set("files", Json.MAPPER.valueToTree(settings.files()));
    all.set("problems", Json.MAPPER.valueToTree(settings.problems()));
    plugins = Json.bytes(all);
  }

  void addTo(Router router) {
    router.get("/protocols").handler(context -> Replies.send(context.response(), 200, protocols));
    router.get("/plugins").handler(context -> Replies.send(context.response(), 200, plugins));
  }

  private static ArrayNode plugins(Collection<? extends PluginFactory> factories) {
    ArrayNode plugins = Json.MAPPER.createArrayNode();
    for (PluginFactory factory : factories) {
      ObjectNode plugin =
          plugins.addObject().put("name", factory.name()).put("description", factory.description());
      ArrayNode options = plugin.putArray("options");
      factory.options().forEach(option -> options.add(option(option)));
    }
    return plugins;
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
