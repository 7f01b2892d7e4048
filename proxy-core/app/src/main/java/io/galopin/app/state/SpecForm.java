package io.galopin.app.state;

import io.galopin.api.BehaviorFactory;
import io.galopin.api.Options;
import io.galopin.config.ToxiproxyJson;
import io.galopin.config.tls.ConfiguredTls;
import io.galopin.engine.Catalog;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.match.Condition;
import io.galopin.engine.rule.Choice;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.rules.Fitting;
import io.galopin.rules.RulesJson;
import io.galopin.rules.toxic.WireName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A proxy as plain values that can be written as JSON and read again: all that calls can change.
 * Limits are not among it.
 */
final class SpecForm {

  private static final String OPTIONS = "options";

  private SpecForm() {}

  static Map<String, Object> write(ProxySpec spec) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", spec.name());
    json.put("listen", spec.listen().toString());
    json.put("upstream", spec.shownUpstream());
    json.putAll(ConfiguredTls.fields(spec));
    json.put("enabled", spec.enabled());
    Map<String, Object> protocol = new LinkedHashMap<>();
    protocol.put("name", spec.protocolName());
    protocol.putAll(spec.speaks().texts());
    json.put("protocol", protocol);
    spec.drawBy().ifPresent(key -> json.put("draw-by", key.toString()));
    List<Rule> own = spec.rules().own();
    if (!own.isEmpty()) {
      List<Object> rules = new ArrayList<>();
      for (Rule rule : own) {
        rules.add(rule(rule, rules.size() + 1));
      }
      json.put("rules", rules);
    }
    spec.rules().find(Mix.NAME).ifPresent(mix -> json.put("behaviors", mix(mix.mix())));
    Map<String, Object> options = new TreeMap<>();
    spec.defaults().forEach((behavior, given) -> options.put(behavior, Made.texts(given)));
    if (!options.isEmpty()) {
      json.put(OPTIONS, options);
    }
    if (!spec.toxics().isEmpty()) {
      json.put("toxics", spec.toxics().stream().map(SpecForm::toxic).toList());
    }
    return json;
  }

  private static Map<String, Object> rule(Rule rule, int position) {
    Map<String, Object> json = RulesJson.of(rule);
    if (!rule.isNamed() && rule.name().equals("rule-" + position)) {
      // It gets this name again, and stays one without.
      json.remove("name");
    }
    return json;
  }

  private static Map<String, Object> mix(Mix mix) {
    Map<String, Map<String, String>> given = new LinkedHashMap<>();
    mix.choices()
        .map(Choice::made)
        .forEach(made -> given.put(made.plugin(), Made.texts(made.options())));
    Map<String, Object> json = new LinkedHashMap<>();
    for (Map.Entry<String, BigDecimal> percent : mix.percents().entrySet()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("weight", percent.getValue());
      entry.putAll(given.getOrDefault(percent.getKey(), Map.of()));
      json.put(percent.getKey(), entry);
    }
    return json;
  }

  private static Map<String, Object> toxic(ToxicSpec toxic) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", toxic.name());
    json.put("type", WireName.of(toxic.type()));
    json.put("stream", toxic.direction().toString());
    json.put("toxicity", toxic.toxicity());
    json.put("attributes", ToxiproxyJson.attributes(toxic));
    if (!toxic.scope().when().equals(Condition.always())) {
      json.put("when", toxic.scope().when().toString());
    }
    if (!toxic.scope().trigger().isAlways()) {
      json.put("trigger", toxic.scope().trigger().toString());
    }
    return json;
  }

  /**
   * Reads a proxy and creates new instances of its plugins.
   *
   * @throws io.galopin.rules.source.ConfigProblem if a plugin is unknown, or refuses its options
   */
  static ProxySpec read(Map<String, Object> json, Catalog catalog) {
    Map<String, Object> fields = new LinkedHashMap<>(json);
    Object options = fields.remove(OPTIONS);
    ProxySpec spec = ToxiproxyJson.proxy(fields).toSpec(catalog);
    Map<String, Options> defaults = new LinkedHashMap<>();
    if (options instanceof Map<?, ?> all) {
      all.forEach(
          (behavior, given) -> {
            BehaviorFactory factory = catalog.behaviors().get(String.valueOf(behavior));
            if (factory != null && given instanceof Map<?, ?> texts) {
              Map<String, Object> written = new TreeMap<>();
              texts.forEach((option, text) -> written.put(String.valueOf(option), text));
              defaults.put(
                  factory.name(),
                  Fitting.options(catalog.options(factory, spec.protocolName()), written));
            }
          });
    }
    return spec.withDefaults(defaults);
  }
}
