package io.galopin.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.api.Options;
import io.galopin.engine.Catalog;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The behaviors of a proxy's mix, as JSON for replies. */
final class BehaviorJson {

  private BehaviorJson() {}

  /** Returns all names that a behavior can have, sorted. */
  static SortedSet<String> names(Catalog catalog) {
    SortedSet<String> names = new TreeSet<>(catalog.behaviors().keySet());
    names.add(Mix.DUMMY);
    return names;
  }

  /**
   * Returns what acts where no rule does: the name of the only behavior if it acts on every
   * exchange, otherwise the mix.
   */
  static String shown(ProxySpec spec) {
    String text = mix(spec).map(Mix::toString).orElse("100:" + Mix.DUMMY);
    boolean one = text.startsWith("100:") && text.indexOf(',') < 0;
    return one ? text.substring("100:".length()) : text;
  }

  /**
   * Returns the mix in the form of a configuration: percentages by behavior, or objects if there
   * are options, too.
   */
  static ObjectNode json(ProxySpec spec) {
    ObjectNode json = Json.object();
    Map<String, Options> given = spec.defaults();
    mix(spec)
        .map(Mix::percents)
        .orElse(Map.of())
        .forEach(
            (name, percent) -> {
              Map<String, Object> options = given(given, name);
              if (options.isEmpty()) {
                json.put(name, percent);
              } else {
                ObjectNode object = json.putObject(name).put("weight", percent);
                options.forEach((option, value) -> object.putPOJO(option, value));
              }
            });
    return json;
  }

  private static Optional<Mix> mix(ProxySpec spec) {
    return spec.rules().find(Mix.NAME).map(Rule::mix);
  }

  private static Map<String, Object> given(Map<String, Options> all, String behavior) {
    return Optional.ofNullable(all.get(behavior)).map(Options::given).orElse(Map.of());
  }
}
