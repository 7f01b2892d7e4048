package io.galopin.control;

import io.galopin.api.Excerpt;
import io.galopin.engine.Catalog;
import io.galopin.engine.Proxy;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.live.Defaults;
import io.galopin.live.Impairment.Kind;
import io.galopin.live.Impairment.Subject;
import io.galopin.live.Live;
import io.galopin.live.RuleChange;
import io.galopin.live.Stay;
import io.galopin.rules.RulesJson;
import io.galopin.rules.source.ConfigProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Replaces and changes the rules of proxies, in turns. May call plugins, so call it on threads that
 * may block. Thread-safe.
 */
final class RuleChanges {

  private static final String NAME = "name";

  /** A field that only calls have. */
  private static final String KEEP_COUNTS = "keep-counts";

  /** How many rules a message names. */
  private static final int MOST_NAMED = 50;

  private final Live live;
  private final Plugins plugins;

  RuleChanges(Live live, Plugins plugins) {
    this.live = live;
    this.plugins = plugins;
  }

  /** Returns the rule of this name. The mix does not count as a rule. */
  static Rule existing(RuleSet rules, String name) {
    List<Rule> own = rules.own();
    return own.stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    404,
                    "rule not found: "
                        + Excerpt.of(name)
                        + (own.isEmpty()
                            ? " (expected: none, the proxy has no rules)"
                            : " (expected: one of " + some(own) + ")")));
  }

  private static String some(List<Rule> rules) {
    String some =
        rules.stream().limit(MOST_NAMED).map(Rule::name).collect(Collectors.joining(", "));
    return rules.size() <= MOST_NAMED
        ? some
        : some + " and " + (rules.size() - MOST_NAMED) + " more";
  }

  /** Replaces the rules of a proxy. Its mix stays. */
  RuleSet replace(String proxyName, List<?> rules) {
    RuleEnds ends = RuleEnds.read(rules, "");
    RuleSet set =
        change(
            proxyName,
            (now, json) -> RuleChange.replaced(now, checked(() -> json.read(ends.plain()))));
    Proxy proxy = live.existing(proxyName);
    live.forGood(proxy, Kind.RULE);
    ends.apply(live, proxy, set);
    return set;
  }

  /** Changes the given fields of one rule. */
  Rule update(String proxyName, String name, Map<String, ?> fields) {
    return existing(update(proxyName, Map.of(name, fields)), name);
  }

  /** Changes the given fields of several rules: of all or of none. */
  RuleSet update(String proxyName, List<Map<String, ?>> changes) {
    Map<String, Map<String, ?>> byName = new LinkedHashMap<>();
    for (Map<String, ?> change : changes) {
      if (!(change.get(NAME) instanceof String name)) {
        throw bad("name: missing (expected: the name of a rule)");
      }
      if (byName.put(name, change) != null) {
        throw bad("name: " + Excerpt.of(name) + " given twice (expected: once)");
      }
    }
    return update(proxyName, byName);
  }

  private RuleSet update(String proxyName, Map<String, ? extends Map<String, ?>> changes) {
    Map<String, Stay> stays = new LinkedHashMap<>();
    changes.forEach(
        (name, change) -> RuleEnds.stay(change, "").ifPresent(stay -> stays.put(name, stay)));
    RuleSet set =
        change(
            proxyName,
            (now, json) -> {
              changes.keySet().forEach(name -> existing(now, name));
              List<Rule> rules = new ArrayList<>();
              for (Rule rule : now.rules()) {
                Map<String, ?> change = changes.get(rule.name());
                rules.add(change == null ? rule : changed(json, rule, change));
              }
              return new RuleSet(rules);
            });
    Proxy proxy = live.existing(proxyName);
    stays.forEach((name, stay) -> live.stay(proxy, Subject.rule(name), stay));
    return set;
  }

  private static Rule changed(RulesJson json, Rule rule, Map<String, ?> change) {
    Object keep = change.get(KEEP_COUNTS);
    if (keep != null && !(keep instanceof Boolean)) {
      throw bad(KEEP_COUNTS + ": " + Excerpt.of(keep) + " (expected: true or false)");
    }
    Map<String, Object> parts = RuleEnds.withoutStay(change);
    parts.remove(KEEP_COUNTS);
    Rule made = checked(() -> json.change(rule, parts));
    return Boolean.TRUE.equals(keep) ? made.inPlaceOf(rule) : made;
  }

  /** Computes new rules from the current ones. */
  private interface Step {
    RuleSet from(RuleSet now, RulesJson json);
  }

  private RuleSet change(String proxyName, Step step) {
    Proxy proxy = live.existing(proxyName);
    String protocol = proxy.spec().protocolName();
    Catalog catalog = plugins.catalog();
    RulesJson json =
        new RulesJson(
            () -> catalog.stack(proxy.spec()),
            Defaults.texts(proxy.spec(), protocol, catalog),
            catalog);
    return live.changeRules(proxy, now -> step.from(now, json));
  }

  private static <T> T checked(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ConfigProblem problem) {
      throw bad(
          problem.wrong().stream()
              .map(ConfigProblem.Wrong::sentence)
              .collect(Collectors.joining("; ")));
    }
  }

  static Refusal bad(String sentence) {
    return new Refusal(400, "bad request body: " + sentence);
  }
}
