package io.galopin.rules;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueFactory;
import io.galopin.api.Behavior;
import io.galopin.api.Option;
import io.galopin.engine.Catalog;
import io.galopin.engine.ProtocolStack;
import io.galopin.engine.match.Condition;
import io.galopin.engine.rule.Choice;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.Rule;
import io.galopin.rules.condition.TriggerForm;
import io.galopin.rules.condition.When;
import io.galopin.rules.source.ConfigProblem;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Section;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads rules from parsed JSON, with the same code, checks and messages as for files. Values are
 * maps by name, lists, texts, numbers, booleans and nulls.
 *
 * <p>Throws all problems together as one {@link ConfigProblem}. Thread-safe.
 *
 * @param stack the proxy's protocol, with what is below it
 * @param defaults by behavior, the options that apply where a rule sets none
 * @param catalog the installed plugins
 */
public record RulesJson(
    Supplier<ProtocolStack> stack, Map<String, Map<String, String>> defaults, Catalog catalog) {

  /** Not a file, so that messages end without a place. */
  private static final String NOWHERE = "";

  /** For a protocol without layers, by its name. */
  public RulesJson(String protocol, Map<String, Map<String, String>> defaults, Catalog catalog) {
    this(() -> ProtocolStack.of(catalog.protocol(protocol)), defaults, catalog);
  }

  /** Reads a list of rules and creates new instances of their behaviors. */
  public List<Rule> read(List<?> json) {
    Problems problems = new Problems();
    List<RuleConfig> rules =
        new RuleForm(problems).list(RuleForm.RULES, ConfigValueFactory.fromIterable(json, NOWHERE));
    problems.throwIfAny();
    return assembled(rules, problems);
  }

  /**
   * Changes the parts of a rule that {@code json} names. The rule keeps its name, and its other
   * options unless {@code json} names a behavior. If only {@code enabled} changes, it stays the
   * same rule and keeps its counts.
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
    ConfigObject named =
        given.withFallback(
            ConfigValueFactory.fromMap(
                Map.of(RuleForm.NAME, rule.name(), RuleForm.BEHAVIOR, behavior(rule)), NOWHERE));
    int position = rule.isNamed() ? 0 : RuleNames.position(rule.name());
    Optional<RuleConfig> read = form.one(new Section("", named, problems), position);
    problems.throwIfAny();
    List<RuleConfig> changed = read.map(one -> with(one, given.keySet(), rule)).stream().toList();
    if (!given.containsKey(RuleForm.BEHAVIOR)) {
      Map<String, String> options = made(rule).map(Made::texts).orElse(Map.of());
      changed = RuleConfig.over(changed, Map.of(behavior(rule), options));
    }
    Rule wanted = assembled(changed, problems).get(0);
    return rule.isSameAs(wanted) ? rule.withEnabled(wanted.enabled()) : wanted;
  }

  /** Takes the given parts from {@code read}, and the rest from {@code rule}. */
  private static RuleConfig with(RuleConfig read, Set<String> given, Rule rule) {
    return new RuleConfig(
        read.path(),
        read.place(),
        read.name(),
        read.named(),
        given.contains(When.KEY) ? read.when() : When.of(rule.when()),
        given.contains(TriggerForm.KEY) ? read.trigger() : rule.trigger(),
        given.contains(RuleForm.WEIGHT)
            ? read.weight()
            : rule.mix().percents().getOrDefault(behavior(rule), read.weight()),
        read.behavior(),
        given.contains(RuleText.CONTINUE) ? read.continues() : rule.continues(),
        given.contains(RuleForm.ENABLED.name()) ? read.enabled() : rule.enabled());
  }

  /** Writes the names of options with hyphens, as they are declared. */
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
        new RuleAssembly(catalog, stack.get(), problems).rules(RuleConfig.over(rules, defaults));
    problems.throwIfAny();
    return made.orElseThrow(() -> new IllegalStateException("no rules and no problem"));
  }

  /** Returns a whole number without a fraction. */
  private static Number number(BigDecimal percent) {
    return percent.scale() > 0 ? percent : (Number) percent.longValueExact();
  }

  /** Returns a rule as {@link #of} does, but with options as JSON numbers, switches and objects. */
  public static Map<String, Object> shown(Rule rule) {
    Map<String, Object> json = of(rule);
    json.put(RuleForm.OPTIONS, made(rule).map(made -> made.options().given()).orElse(Map.of()));
    return json;
  }

  /** Returns the parts of a rule, in a form that can be read again. */
  public static Map<String, Object> of(Rule rule) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(RuleForm.NAME, rule.name());
    json.put(When.KEY, rule.when().equals(Condition.always()) ? "" : rule.when().toString());
    json.put(TriggerForm.KEY, rule.trigger().isAlways() ? "" : rule.trigger().toString());
    rule.mix()
        .percents()
        .forEach(
            (behavior, percent) -> {
              json.put(RuleForm.WEIGHT, number(percent.stripTrailingZeros()));
              json.put(RuleForm.BEHAVIOR, behavior);
            });
    json.put(RuleForm.OPTIONS, made(rule).map(Made::texts).orElse(Map.of()));
    json.put(RuleText.CONTINUE, rule.continues());
    json.put(RuleForm.ENABLED.name(), rule.enabled());
    return json;
  }

  /** The name of the behavior between which and passing the rule chooses. */
  private static String behavior(Rule rule) {
    return rule.mix().percents().keySet().iterator().next();
  }

  /** The behavior; empty if the rule only lets exchanges pass. */
  private static Optional<Made<Behavior>> made(Rule rule) {
    return rule.mix().choices().map(Choice::made).findFirst();
  }
}
