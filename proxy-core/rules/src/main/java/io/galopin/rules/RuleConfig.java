package io.galopin.rules;

import io.galopin.engine.match.Trigger;
import io.galopin.rules.condition.When;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.PluginConfig;
import io.galopin.rules.source.Setting;
import io.galopin.rules.source.Spot;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A rule as it is configured, before the plugins are known. Immutable.
 *
 * @param path the user's name for it: {@code proxies.web.rules[0]}, {@code --rule}
 * @param place where it was written
 * @param name unique among the rules of its proxy
 * @param named whether the user chose the name; otherwise it comes from the rule's position
 * @param when which exchanges match
 * @param trigger which of the matching exchanges count, and when
 * @param weight the chance that it acts on one of those, in percent
 * @param behavior what acts, with its options
 * @param continues whether later rules may act on the same exchange
 * @param enabled whether the rule is asked at all
 */
public record RuleConfig(
    String path,
    Place place,
    String name,
    boolean named,
    When when,
    Trigger trigger,
    BigDecimal weight,
    PluginConfig behavior,
    boolean continues,
    boolean enabled) {

  Spot spot() {
    return new Spot(path, place);
  }

  /**
   * Returns this rule, with those options of {@code lower} that its behavior does not set itself.
   */
  public RuleConfig over(Map<String, PluginConfig> lower) {
    return new RuleConfig(
        path,
        place,
        name,
        named,
        when,
        trigger,
        weight,
        behavior.over(lower.get(behavior.name())),
        continues,
        enabled);
  }

  /**
   * Returns the rules, with options of {@code texts} that their behaviors do not set themselves.
   */
  public static List<RuleConfig> over(
      List<RuleConfig> rules, Map<String, Map<String, String>> texts) {
    Map<String, PluginConfig> lower = new LinkedHashMap<>();
    texts.forEach(
        (behavior, options) ->
            lower.put(
                behavior,
                new PluginConfig(behavior, behavior, Place.COMMAND_LINE, settings(options))));
    return rules.stream().map(rule -> rule.over(lower)).toList();
  }

  private static Map<String, Setting> settings(Map<String, String> texts) {
    Map<String, Setting> settings = new LinkedHashMap<>();
    texts.forEach((name, text) -> settings.put(name, new Setting(name, text, Place.COMMAND_LINE)));
    return settings;
  }
}
