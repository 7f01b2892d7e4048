package io.galopin.rules;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueFactory;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.engine.Catalog;
import io.galopin.engine.match.Condition;
import io.galopin.engine.rule.Rule;
import io.galopin.rules.condition.TriggerForm;
import io.galopin.rules.condition.When;
import io.galopin.rules.source.ConfigProblem;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Section;
import io.galopin.rules.source.Spot;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rules in JSON, once somebody has parsed it: read with the same code, checks and sentences as a
 * file. Values are maps by name, lists, texts, numbers, booleans and nulls.
 *
 * <p>What is wrong is thrown as a {@link ConfigProblem}, all of it at once. Thread-safe.
 *
 * @param protocol the name of the protocol of the proxy
 * @param defaults what the proxy's behaviors are given where a rule says nothing of it, by behavior
 * @param catalog what is installed
 */
public record RulesJson(
    String protocol, Map<String, Map<String, String>> defaults, Catalog catalog) {

  /** Not a file: its sentences end without a place. */
  private static final String NOWHERE = "";

  /** The rules of a list, with new instances of their behaviors. */
  public List<Rule> read(List<?> json) {
    Problems problems = new Problems();
    List<RuleConfig> rules =
        new RuleForm(problems).list(RuleForm.RULES, ConfigValueFactory.fromIterable(json, NOWHERE));
    problems.throwIfAny();
    return assembled(rules, problems);
  }

  /**
   * A rule with what {@code json} names of it. It keeps its name, and the options that are not
   * named, unless another behavior is. Where nothing changes but whether it is switched on, it is
   * the same rule and counts on.
   */
  public Rule change(Rule rule, Map<String, ?> json) {
    Problems problems = new Problems();
    ConfigObject given = withHyphens(ConfigValueFactory.fromMap(json, NOWHERE));
    RuleForm form = new RuleForm(problems);
    form.refuseOthers(new Section("", given, problems));
    if (given.containsKey(RuleForm.NAME)
        && !rule.name().equals(given.get(RuleForm.NAME).unwrapped())) {
      problems.add(
          RuleForm.NAME,
          String.valueOf(given.get(RuleForm.NAME).unwrapped()),
          rule.name() + ", a rule keeps its name",
          Place.of(given.origin()));
    }
    problems.throwIfAny();
    Map<String, Object> before = of(rule);
    if (given.containsKey(RuleForm.BEHAVIOR)) {
      before.remove(RuleForm.OPTIONS);
    }
    ConfigObject whole = given.withFallback(ConfigValueFactory.fromMap(before, NOWHERE));
    int position = isNamed(rule) ? 0 : RuleNames.position(rule.name());
    Optional<RuleConfig> changed = form.one(new Section("", whole, problems), position);
    problems.throwIfAny();
    Rule wanted = assembled(changed.stream().toList(), problems).get(0);
    return isSame(rule, wanted) ? rule.withEnabled(wanted.enabled()) : wanted;
  }

  /** With the names of options as they are declared. */
  private static ConfigObject withHyphens(ConfigObject given) {
    if (!(given.get(RuleForm.OPTIONS) instanceof ConfigObject options)) {
      return given;
    }
    Map<String, Object> named = new LinkedHashMap<>();
    options.forEach((name, value) -> named.put(Option.normalName(name), value));
    return given.withValue(RuleForm.OPTIONS, ConfigValueFactory.fromMap(named));
  }

  private List<Rule> assembled(List<RuleConfig> rules, Problems problems) {
    Optional<List<Rule>> made =
        new RuleAssembly(catalog, catalog.protocol(protocol), problems)
            .rules(RuleConfig.over(rules, defaults));
    problems.throwIfAny();
    return made.orElseThrow(() -> new IllegalStateException("no rules and no problem"));
  }

  /** A whole number without a fraction. */
  private static Number number(BigDecimal percent) {
    return percent.scale() > 0 ? percent : (Number) percent.longValueExact();
  }

  /** Whether two rules have the same name and the same words, on or off. */
  public static boolean isSame(Rule one, Rule other) {
    return one.name().equals(other.name()) && words(one).equals(words(other));
  }

  private static boolean isNamed(Rule rule) {
    return rule.text().startsWith(rule.name() + ":");
  }

  private static String words(Rule rule) {
    return isNamed(rule) ? rule.text().substring(rule.name().length() + 1).strip() : rule.text();
  }

  /** A rule as {@link #of} has it, with options as JSON has numbers, switches and objects. */
  public Map<String, Object> shown(Rule rule) {
    Map<String, Object> json = of(rule);
    BehaviorFactory factory = catalog.behaviors().get(String.valueOf(json.get(RuleForm.BEHAVIOR)));
    if (factory != null && json.get(RuleForm.OPTIONS) instanceof Map<?, ?> texts) {
      Options options = Options.defaults(catalog.options(factory, protocol));
      for (Map.Entry<?, ?> text : texts.entrySet()) {
        options = options.with(Collections.singletonMap(text.getKey().toString(), text.getValue()));
      }
      json.put(RuleForm.OPTIONS, options.given());
    }
    return json;
  }

  /** A rule that was read from a configuration or here, as it can be read again. */
  public static Map<String, Object> of(Rule rule) {
    Problems problems = new Problems();
    RuleConfig config =
        RuleText.read(new Spot(RuleForm.RULES, Place.COMMAND_LINE), words(rule), 0, problems)
            .orElseThrow(() -> new IllegalArgumentException("rule: " + rule));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(RuleForm.NAME, rule.name());
    json.put(When.KEY, rule.when().equals(Condition.always()) ? "" : rule.when().toString());
    json.put(TriggerForm.KEY, rule.trigger().isAlways() ? "" : rule.trigger().toString());
    json.put(RuleForm.WEIGHT, number(config.weight().stripTrailingZeros()));
    json.put(RuleForm.BEHAVIOR, config.behavior().name());
    Map<String, Object> options = new LinkedHashMap<>();
    config.behavior().options().forEach((name, setting) -> options.put(name, setting.text()));
    json.put(RuleForm.OPTIONS, options);
    json.put(RuleText.CONTINUE, rule.continues());
    json.put(RuleForm.ENABLED.name(), rule.enabled());
    return json;
  }
}
