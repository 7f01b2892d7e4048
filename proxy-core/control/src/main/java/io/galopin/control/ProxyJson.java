package io.galopin.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.api.Direction;
import io.galopin.config.ToxiproxyJson;
import io.galopin.config.tls.ConfiguredTls;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.match.Condition;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.live.Flaps;
import io.galopin.live.Impairment.Subject;
import io.galopin.live.Live;
import io.galopin.rules.RulesJson;
import io.galopin.rules.toxic.WireName;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Proxies and toxics as Toxiproxy writes them. */
final class ProxyJson {

  /** The default protocol. */
  private static final String PLAIN = "tcp";

  private ProxyJson() {}

  /** Returns a proxy. Shows what Toxiproxy does not have only if it is set. */
  static ObjectNode proxy(Live live, Flaps flaps, Proxy proxy) {
    ProxySpec spec = proxy.spec();
    ObjectNode json =
        Json.object()
            .put("name", spec.name())
            .put("listen", Listening.shown(proxy))
            .put("upstream", spec.shownUpstream())
            .put("enabled", spec.enabled());
    StayJson.show(json, live, proxy, Subject.DISABLED);
    json.set("toxics", toxics(live, proxy));
    Map<String, String> options = spec.speaks().texts();
    if (!options.isEmpty()) {
      ObjectNode protocol = json.putObject("protocol").put("name", spec.protocolName());
      options.forEach((option, text) -> protocol.put(option, text));
    } else if (!spec.protocolName().equals(PLAIN)) {
      json.put("protocol", spec.protocolName());
    }
    ConfiguredTls.fields(spec)
        .forEach((key, value) -> json.set(key, Json.MAPPER.valueToTree(value)));
    if (!spec.layers().isEmpty()) {
      json.set(
          "layers", Json.MAPPER.valueToTree(spec.layers().stream().map(Made::plugin).toList()));
    }
    showRules(json, spec);
    if (!proxy.plugins().edits().isEmpty()) {
      json.set("edits", Json.MAPPER.valueToTree(proxy.plugins().edits()));
    }
    spec.drawBy().ifPresent(key -> json.put("draw-by", key.toString()));
    ObjectNode mix = StayJson.show(Json.object(), live, proxy, Subject.MIX);
    if (!mix.isEmpty()) {
      json.set("mix", mix);
    }
    ProfileCalls.shown(live, proxy).ifPresent(profile -> json.set("profile", profile));
    flaps.of(proxy).ifPresent(flap -> json.set("flap", FlapJson.shown(live, proxy, flap)));
    return json;
  }

  private static void showRules(ObjectNode json, ProxySpec spec) {
    if (spec.rules().find(Mix.NAME).isPresent()) {
      json.set("behaviors", BehaviorJson.json(spec));
    }
    List<Rule> rules = spec.rules().own();
    if (!rules.isEmpty()) {
      json.set("rules", Json.MAPPER.valueToTree(rules.stream().map(RulesJson::shown).toList()));
    }
  }

  /** Returns all toxics of a proxy: upstream, then downstream, each in order of creation. */
  static ArrayNode toxics(Live live, Proxy proxy) {
    ProxySpec spec = proxy.spec();
    ArrayNode json = Json.MAPPER.createArrayNode();
    Stream.of(Direction.UPSTREAM, Direction.DOWNSTREAM)
        .flatMap(direction -> of(spec.toxics(), direction))
        .forEach(toxic -> json.add(toxic(live, proxy, toxic)));
    return json;
  }

  private static Stream<ToxicSpec> of(List<ToxicSpec> toxics, Direction direction) {
    return toxics.stream().filter(toxic -> toxic.direction() == direction);
  }

  static ObjectNode toxic(Live live, Proxy proxy, ToxicSpec toxic) {
    ObjectNode json = Json.object();
    json.set("attributes", Json.MAPPER.valueToTree(ToxiproxyJson.attributes(toxic)));
    json.put("name", toxic.name())
        .put("type", WireName.of(toxic.type()))
        .put("stream", toxic.direction().toString());
    if (toxic.toxicity() == Math.rint(toxic.toxicity())) {
      json.put("toxicity", (long) toxic.toxicity());
    } else {
      json.put("toxicity", toxic.toxicity());
    }
    // Toxiproxy has none of these.
    if (!toxic.scope().when().equals(Condition.always())) {
      json.put("when", toxic.scope().when().toString());
    }
    if (!toxic.scope().trigger().isAlways()) {
      json.put("trigger", toxic.scope().trigger().toString());
    }
    return StayJson.show(json, live, proxy, Subject.toxic(toxic.name()));
  }
}
