package io.galopin.engine.rule;

import io.galopin.api.Behavior;
import io.galopin.api.OptionException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The ordered rules of a proxy. Immutable; a change is a new set, which governs each exchange that
 * begins after it has been set.
 *
 * <p>They are tried in order for each exchange: the first that matches and fires acts, and only if
 * it {@linkplain Rule#continues continues} are later ones tried. Rules that test the reply are
 * tried in their order when it has arrived, unless a rule that does not continue has acted.
 */
public final class RuleSet {

  /** The most rules of one proxy, because each exchange asks them one after the other. */
  public static final int MOST = 1_000;

  private static final RuleSet NONE = new RuleSet(List.of());

  private final List<Rule> rules;
  private final boolean written;
  private final Asked ofRequests;
  private final Asked ofOpening;
  private final Map<String, Asked> ofLayers;

  /**
   * Creates a set of rules in their order.
   *
   * @throws OptionException if two rules that are not mixes have the same name, or if there are too
   *     many
   */
  public RuleSet(List<Rule> rules) {
    this(rules, true);
    if (own().size() > MOST) {
      throw new OptionException("rules", own().size() + " of them", "at most " + MOST);
    }
  }

  private RuleSet(List<Rule> rules, boolean written) {
    this.rules = written ? RuleKey.numbered(rules) : List.copyOf(rules);
    this.written = written;
    this.ofRequests = Asked.of(this.rules, rule -> !written || rule.concerns(false));
    this.ofOpening = Asked.of(this.rules, rule -> !written || rule.concerns(true));
    this.ofLayers =
        this.rules.stream()
            .map(Rule::layer)
            .filter(layer -> written && !layer.isEmpty())
            .distinct()
            .collect(
                Collectors.toUnmodifiableMap(
                    layer -> layer,
                    layer -> Asked.of(this.rules, rule -> rule.layer().equals(layer))));
    Set<String> names = new HashSet<>();
    for (Rule rule : rules) {
      if (!names.add(rule.name()) && written && !rule.name().equals(Mix.NAME)) {
        throw new OptionException("rules", rule.name(), "each name once");
      }
    }
  }

  /** No rules: every exchange passes. */
  public static RuleSet none() {
    return NONE;
  }

  /** Returns a set of only a mix. */
  public static RuleSet of(Mix mix) {
    return new RuleSet(List.of(Rule.of(mix)));
  }

  /**
   * Returns the rules of a replay. Users neither write nor address them, so several may have the
   * same name.
   */
  static RuleSet replaying(List<Rule> rules) {
    return new RuleSet(rules, false);
  }

  /** Returns all rules, including disabled ones. */
  public List<Rule> rules() {
    return rules;
  }

  /** Returns all rules but the mix, as written; empty for a replay. */
  public List<Rule> own() {
    return written().stream().filter(rule -> !rule.name().equals(Mix.NAME)).toList();
  }

  /** Returns the written rule of this name, if there is one. */
  public Optional<Rule> find(String name) {
    return written().stream().filter(rule -> rule.name().equals(name)).findFirst();
  }

  /** Whether these rules repeat the faults of a recorded run. */
  public boolean replays() {
    return !written;
  }

  private List<Rule> written() {
    return written ? rules : List.of();
  }

  /**
   * Returns the same rules with the mix replaced, or appended if there was none; empty removes it.
   * This ends a replay.
   */
  public RuleSet withMix(Optional<Mix> mix) {
    List<Rule> changed = new ArrayList<>();
    Optional<Rule> fresh = mix.map(Rule::of);
    for (Rule rule : written()) {
      if (!rule.name().equals(Mix.NAME)) {
        changed.add(rule);
      } else {
        fresh.ifPresent(changed::add);
        fresh = Optional.empty();
      }
    }
    fresh.ifPresent(changed::add);
    return changed.isEmpty() ? NONE : new RuleSet(changed);
  }

  /** Whether {@code others} has the same rules in the same order, enabled and disabled alike. */
  public boolean isSameAs(RuleSet others) {
    return rules.size() == others.rules.size()
        && IntStream.range(0, rules.size())
            .allMatch(
                i ->
                    rules.get(i).isSameAs(others.rules.get(i))
                        && rules.get(i).enabled() == others.rules.get(i).enabled());
  }

  /** Whether this set has a rule with the counters of {@code rule}. */
  public boolean counts(Rule rule) {
    return rules.stream().anyMatch(mine -> mine.tally() == rule.tally());
  }

  /** Whether there are no rules to ask. */
  public boolean isEmpty() {
    return ofRequests.isEmpty() && ofOpening.isEmpty() && ofLayers.isEmpty();
  }

  /**
   * Returns the rules that are asked about an exchange. A replay knows the places of its faults, so
   * all of its rules are asked about every exchange.
   *
   * @param layer whose exchange it is; empty for the protocol above all layers
   * @param opening whether it is the opening of its connection or layer
   */
  public Asked asked(String layer, boolean opening) {
    if (!layer.isEmpty() && written) {
      return ofLayers.getOrDefault(layer, Asked.NONE);
    }
    return opening ? ofOpening : ofRequests;
  }

  /**
   * Returns the same rules, each of them replaced. They keep the keys of their draws.
   *
   * @param change returns the rule itself, or the same one with other instances
   */
  public RuleSet remade(UnaryOperator<Rule> change) {
    List<Rule> changed = rules.stream().map(change).toList();
    return changed.equals(rules) ? this : new RuleSet(changed, written);
  }

  /** Returns a choice of the same behavior, by another instance; empty if there is none. */
  public Optional<Choice> standIn(Choice choice) {
    return rules.stream()
        .filter(Rule::enabled)
        .flatMap(rule -> rule.mix().choices())
        .filter(other -> other.made().equals(choice.made()))
        .findFirst();
  }

  /** Returns all behaviors that can be chosen. */
  public Stream<Behavior> behaviors() {
    return rules.stream().flatMap(rule -> rule.mix().choices()).map(Choice::behavior);
  }

  /** Whether any of the rules can choose this instance. */
  public boolean offers(Behavior behavior) {
    return rules.stream().anyMatch(rule -> rule.offers(behavior));
  }

  @Override
  public String toString() {
    return rules.isEmpty()
        ? "100:" + Mix.DUMMY
        : rules.stream().map(Rule::toString).collect(Collectors.joining("; "));
  }
}
