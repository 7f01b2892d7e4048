package io.galopin.engine.rule;

import io.galopin.api.Attribute;
import io.galopin.api.Behavior;
import io.galopin.api.OptionException;
import io.galopin.engine.match.Term;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The ordered rules of a proxy. Immutable; a change is a new set, which governs each exchange that
 * begins after it has been set.
 *
 * <p>They are tried in order for each exchange: the first that matches and fires acts, and only if
 * it {@linkplain Rule#continues continues} are later ones tried. Those that look at the reply are
 * tried, in their order, when that has come, unless a rule that does not continue has acted.
 */
public final class RuleSet {

  /** The most rules that somebody can write for one proxy: each exchange asks them in turn. */
  public static final int MOST = 1_000;

  private static final RuleSet NONE = new RuleSet(List.of());

  private final List<Rule> rules;
  private final boolean written;
  private final List<Rule> atRequest;
  private final List<Rule> atReply;
  private final List<Term> atReplyTerms;

  /**
   * Rules in their order.
   *
   * @throws OptionException if two have one name, which only mixes may, or there are too many
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
    this.atRequest =
        this.rules.stream().filter(rule -> rule.enabled() && !rule.looksAtReply()).toList();
    this.atReply =
        this.rules.stream().filter(rule -> rule.enabled() && rule.looksAtReply()).toList();
    this.atReplyTerms =
        atReply.stream()
            .flatMap(rule -> rule.when().terms())
            .filter(term -> term.attribute().moment() == Attribute.Moment.REQUEST)
            .distinct()
            .toList();
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

  /** A mix alone. */
  public static RuleSet of(Mix mix) {
    return new RuleSet(List.of(Rule.of(mix)));
  }

  /** Those of a replay, which nobody wrote and nobody can address: several may have one name. */
  static RuleSet replaying(List<Rule> rules) {
    return new RuleSet(rules, false);
  }

  /** All of them, also those that are switched off. */
  public List<Rule> rules() {
    return rules;
  }

  /** All but the mix, as they were written; none in a replay. */
  public List<Rule> own() {
    return written().stream().filter(rule -> !rule.name().equals(Mix.NAME)).toList();
  }

  /** The rule of this name that was written, if there is one. */
  public Optional<Rule> find(String name) {
    return written().stream().filter(rule -> rule.name().equals(name)).findFirst();
  }

  /** Whether these are the faults of a run that is over. */
  public boolean replays() {
    return !written;
  }

  private List<Rule> written() {
    return written ? rules : List.of();
  }

  /**
   * The same rules with another mix in its place, or behind them all; empty for none. A replay ends
   * with that.
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

  /** Whether {@code others} are the same rules in the same order, on and off as these are. */
  public boolean isSameAs(RuleSet others) {
    return rules.size() == others.rules.size()
        && IntStream.range(0, rules.size())
            .allMatch(
                i ->
                    rules.get(i).isSameAs(others.rules.get(i))
                        && rules.get(i).enabled() == others.rules.get(i).enabled());
  }

  /** Whether what {@code rule} counts is still counted here. */
  public boolean counts(Rule rule) {
    return rules.stream().anyMatch(mine -> mine.tally() == rule.tally());
  }

  /** Whether there is nothing to ask. */
  public boolean isEmpty() {
    return atRequest.isEmpty() && atReply.isEmpty();
  }

  /** Those that are tried when the request has come. */
  public List<Rule> atRequest() {
    return atRequest;
  }

  /** Those that are tried when the reply has come. */
  public List<Rule> atReply() {
    return atReply;
  }

  /** What those want to know of the request. */
  public List<Term> atReplyTerms() {
    return atReplyTerms;
  }

  /** Whether one of the rules can still choose this behavior. */
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
