package io.galopin.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.config.tls.ConfiguredTls;
import io.galopin.config.tls.TlsKeys;
import io.galopin.config.tls.Upstream;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.match.Term;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.Tally;
import io.galopin.live.Impairment.Subject;
import io.galopin.live.Live;
import io.galopin.rules.RulesJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules of a proxy except for its mix: as JSON for replies, and as fields to change. */
final class ProxyRules {

  static final String RULES = "rules";
  static final String DRAW_BY = "draw-by";

  /** Fields that replies add to a rule. */
  static final List<String> READ_ONLY = List.of("text", "counters");

  private ProxyRules() {}

  /** Returns all rules with their counts, and the mix with its counts, if there is one. */
  static ObjectNode json(Live live, Proxy proxy, RuleSet rules) {
    ObjectNode json = Json.object();
    ArrayNode list = json.putArray(RULES);
    rules.own().forEach(rule -> list.add(json(live, proxy, rule)));
    rules
        .find(Mix.NAME)
        .ifPresent(
            mix -> StayJson.show(count(json.putObject(Mix.NAME), mix), live, proxy, Subject.MIX));
    return json;
  }

  /** Returns a rule with its counts. */
  static ObjectNode json(Live live, Proxy proxy, Rule rule) {
    ObjectNode json = count(Json.MAPPER.valueToTree(RulesJson.shown(rule)), rule);
    return StayJson.show(json, live, proxy, Subject.rule(rule.name()));
  }

  private static ObjectNode count(ObjectNode json, Rule rule) {
    Tally tally = rule.tally();
    ObjectNode counters =
        json.put("text", rule.text())
            .putObject("counters")
            .put("seen", tally.seen())
            .put("matched", tally.matched())
            .put("fired", tally.fired())
            .put("without-effect", tally.withoutEffect());
    tally.nearest().ifPresent(miss -> counters.put("nearest-miss", miss.toString()));
    return json;
  }

  /**
   * Adds fields that were not given but depend on each other: a proxy's protocol, its rules, the
   * key of its draws, and TLS. Another upstream without TLS takes with it how TLS was spoken.
   */
  static Map<String, Object> filled(Proxy proxy, Map<String, Object> given) {
    ProxySpec now = proxy.spec();
    Map<String, Object> all = new LinkedHashMap<>();
    Map<String, String> protocol = new LinkedHashMap<>(now.speaks().texts());
    protocol.put("name", now.protocolName());
    all.put("protocol", protocol);
    all.put(RULES, now.rules().own().stream().map(RulesJson::of).toList());
    Optional<Term> key = now.drawBy();
    key.ifPresent(term -> all.put(DRAW_BY, term.toString()));
    all.putAll(ConfiguredTls.fields(now));
    if (given.get("upstream") instanceof String upstream && !Upstream.isTls(upstream)) {
      all.remove(TlsKeys.BACKEND);
    }
    all.putAll(given);
    return all;
  }
}
