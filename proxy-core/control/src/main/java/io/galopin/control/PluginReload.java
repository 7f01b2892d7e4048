package io.galopin.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.api.OptionException;
import io.galopin.live.Renewals;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/** {@code POST /plugins/reload}: loads, replaces and unloads JARs. */
record PluginReload(Plugins plugins, Renewals renewals, Workers workers) {

  /** Serializes reloads. No proxy has this name. */
  private static final String TURN = "/plugins";

  void addTo(Router router) {
    router.post("/plugins/reload").handler(this::reload);
  }

  private void reload(RoutingContext context) {
    workers.reply(
        context, 200, List.of(TURN), List.of(), made -> "plugins: " + said(made), this::changed);
  }

  private static String said(ObjectNode reply) {
    List<String> texts = new ArrayList<>();
    reply.path("changed").forEach(change -> texts.add(change.path("text").asText()));
    reply
        .path("problems")
        .forEach(
            problem ->
                texts.add(problem.path("where").asText() + ": " + problem.path("reason").asText()));
    return texts.isEmpty() ? "nothing differs" : String.join("; ", texts);
  }

  private ObjectNode changed() {
    List<Plugins.Change> changes;
    try {
      changes = plugins.reload(renewals);
    } catch (OptionException cannot) {
      throw new Refusal(409, cannot.getMessage());
    }
    ObjectNode reply = Json.object();
    ArrayNode changed = reply.putArray("changed");
    for (Plugins.Change change : changes) {
      ObjectNode json = changed.addObject().put("file", change.file());
      change.before().ifPresent(version -> json.put("before", version));
      change.now().ifPresent(version -> json.put("now", version));
      json.put("text", change.sentence());
    }
    Plugins.Installed now = plugins.now();
    reply.set("former", Json.MAPPER.valueToTree(now.former()));
    reply.set("problems", Json.MAPPER.valueToTree(now.problems()));
    return reply;
  }
}
