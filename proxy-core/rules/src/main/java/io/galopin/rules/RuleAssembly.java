package io.galopin.rules;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.api.ProtocolFactory;
import io.galopin.engine.Catalog;
import io.galopin.engine.ProtocolStack;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Level;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleKey;
import io.galopin.engine.rule.Tally;
import io.galopin.rules.condition.Vocabulary;
import io.galopin.rules.source.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates the rules of a proxy from their configuration, with instances of their behaviors. */
public final class RuleAssembly {

  /** The most instructions of all regular expressions of a proxy. */
  private static final int MOST_STEPS = 200_000;

  private final Instances instances;
  private final Catalog catalog;
  private final ProtocolStack stack;
  private final Problems problems;

  /** Adds problems to {@code problems}. */
  public RuleAssembly(Catalog catalog, ProtocolFactory protocol, Problems problems) {
    this(catalog, ProtocolStack.of(protocol), problems);
  }

  /** Adds problems to {@code problems}. */
  public RuleAssembly(Catalog catalog, ProtocolStack stack, Problems problems) {
    this.instances = new Instances(problems);
    this.catalog = catalog;
    this.stack = stack;
    this.problems = problems;
  }

  /** Creates all rules in order; empty if one of them has a problem. */
  public Optional<List<Rule>> rules(List<RuleConfig> configured) {
    List<Rule> rules = new ArrayList<>();
    int steps = 0;
    for (RuleConfig one : configured) {
      Optional<Rule> rule = checked(one);
      rule.ifPresent(rules::add);
      steps += rule.map(made -> made.when().steps()).orElse(0);
      if (steps > MOST_STEPS) {
        problems.add(
            one.path(),
            "its regular expressions, with those before it",
            "fewer or smaller ones, they are more than " + MOST_STEPS + " steps together",
            one.place());
        return Optional.empty();
      }
    }
    return Optional.of(rules).filter(all -> all.size() == configured.size());
  }

  private Optional<Rule> checked(RuleConfig rule) {
    try {
      return rule(rule);
    } catch (OptionException wrong) {
      problems.add(rule.path(), wrong, rule.place());
      return Optional.empty();
    }
  }

  private Optional<Rule> rule(RuleConfig rule) {
    Vocabulary known = Vocabulary.ofExchanges(stack).besides(catalog.protocols().values());
    Optional<Condition> when = rule.when().resolve(known, problems);
    // A rule about a layer fails in that layer's terms.
    String layer = when.map(Condition::level).orElse(Level.PROTOCOL).layer();
    ProtocolFactory spoken = stack.at(layer);
    Optional<BehaviorFactory> factory =
        instances
            .find(rule.behavior(), catalog::behavior)
            .filter(
                found ->
                    when.isEmpty()
                        || Handshakes.mayUse(found, rule.behavior(), stack, layer, problems));
    Optional<Options> options =
        factory.flatMap(
            found ->
                instances
                    .make(rule.behavior(), () -> found.optionsFor(spoken))
                    .flatMap(
                        declared ->
                            instances.options(
                                rule.behavior(),
                                declared,
                                option -> catalog.protocolsWith(found, option))));
    Optional<Made<Behavior>> behavior =
        factory.flatMap(
            found ->
                options.flatMap(
                    values -> instances.made(rule.behavior(), values, () -> found.create(values))));
    if (when.isEmpty() || behavior.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Rule(
            rule.name(),
            rule.named(),
            key(rule, when.get(), behavior.get()),
            when.get(),
            rule.trigger(),
            Mix.of(
                Map.of(rule.behavior().name(), rule.weight()),
                Map.of(rule.behavior().name(), behavior.get())),
            rule.continues(),
            rule.enabled(),
            new Tally()));
  }

  private static RuleKey key(RuleConfig rule, Condition when, Made<Behavior> behavior) {
    return RuleNames.isOfNameless(rule.name())
        ? RuleKey.ofContent(when, behavior)
        : RuleKey.ofName(rule.name());
  }
}
