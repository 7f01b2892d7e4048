package io.galopin.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Attribute;
import io.galopin.api.Attribute.Moment;
import io.galopin.api.Behavior;
import io.galopin.api.OptionException;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Conditions;
import io.galopin.engine.match.Expectation;
import io.galopin.engine.match.Level;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Term;
import io.galopin.engine.match.Trigger;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RuleSetTest {

  private static final Attribute STATUS = Attribute.text("status", Moment.REPLY, "");
  private static final Attribute PATH = Attribute.text("path", Moment.REQUEST, "");
  private static final Behavior BEHAVIOR = new Behavior() {};

  private static Mix mix(int percent) {
    return Mix.of(Map.of("test", BigDecimal.valueOf(percent)), name -> BEHAVIOR);
  }

  private static Rule rule(String name, Condition when, boolean enabled) {
    return new Rule(name, when, Trigger.ALWAYS, mix(100), false, enabled);
  }

  private static Rule rule(String name) {
    return rule(name, Condition.always(), true);
  }

  private static RuleSet set(Rule... rules) {
    return new RuleSet(List.of(rules));
  }

  @Test
  void eachNameIsGivenOnce() {
    assertThatThrownBy(() -> set(rule("a"), rule("b"), rule("a")))
        .isInstanceOf(OptionException.class)
        .hasMessage("rules: a (expected: each name once)");
    RuleSet replayed = RuleSet.replaying(List.of(rule("a"), rule("a")));
    assertThat(replayed.rules()).hasSize(2);
  }

  @Test
  void thereMayBeAThousandAndAMix() {
    List<Rule> most = IntStream.range(0, RuleSet.MOST).mapToObj(i -> rule("r" + i)).toList();
    RuleSet full = new RuleSet(most).withMix(Optional.of(mix(5)));
    assertThat(full.rules()).hasSize(RuleSet.MOST + 1);
    List<Rule> oneMore = new ArrayList<>(full.rules());
    oneMore.add(rule("more"));
    assertThatThrownBy(() -> new RuleSet(oneMore)).hasMessageContaining("1001 of them");
  }

  @Test
  void aMixKeepsItsPlaceOrComesLast() {
    RuleSet rules = set(rule("a"), Rule.of(mix(5)), rule("b"));
    assertThat(rules.withMix(Optional.of(mix(7))).rules())
        .extracting(Rule::name)
        .containsExactly("a", Mix.NAME, "b");
    RuleSet without = rules.withMix(Optional.empty());
    assertThat(without.rules()).extracting(Rule::name).containsExactly("a", "b");
    assertThat(without.withMix(Optional.of(mix(7))).rules())
        .extracting(Rule::name)
        .containsExactly("a", "b", Mix.NAME);
    assertThat(RuleSet.of(mix(5)).withMix(Optional.empty())).isSameAs(RuleSet.none());
  }

  @Test
  void itsOwnRulesAreThoseWithoutTheMix() {
    RuleSet rules = set(rule("a"), Rule.of(mix(5)));
    assertThat(rules.own()).extracting(Rule::name).containsExactly("a");
    assertThat(rules.find("a")).isPresent();
    assertThat(rules.find(Mix.NAME)).isPresent();
    assertThat(rules.find("b")).isEmpty();
  }

  @Test
  void aReplayHasNoRulesOfItsOwnAndEndsWithAMix() {
    RuleSet replay = RuleSet.replaying(List.of(rule("a")));
    assertThat(replay.replays()).isTrue();
    assertThat(replay.own()).isEmpty();
    assertThat(replay.find("a")).isEmpty();
    RuleSet after = replay.withMix(Optional.of(mix(5)));
    assertThat(after.replays()).isFalse();
    assertThat(after.rules()).extracting(Rule::name).containsExactly(Mix.NAME);
  }

  @Test
  void asksThoseThatReachTheExchangeAtTheirMoment() {
    Rule opening = rule("o", Condition.is(new Term(OwnAttributes.OPENING, "")), true);
    Rule early = rule("e", Conditions.like(PATH, "/a"), true);
    Condition both = Condition.all(List.of(Conditions.like(STATUS, "500"), early.when()));
    Rule late = rule("l", both, true);
    Rule off = rule("x", Condition.always(), false);
    RuleSet rules = set(opening, early, late, off);
    assertThat(rules.asked("", false).atRequest()).extracting(Rule::name).containsExactly("e");
    assertThat(rules.asked("", false).atReply()).extracting(Rule::name).containsExactly("l");
    assertThat(rules.asked("", false).atReplyTerms()).containsExactly(new Term(PATH, ""));
    assertThat(rules.asked("", true).atRequest()).extracting(Rule::name).containsExactly("o");
    assertThat(rules.asked("", true).atReply()).isEmpty();
    assertThat(rules.asked("", false).inOrder()).hasSize(2);
    assertThat(RuleSet.replaying(List.of(early)).asked("", true).atRequest()).hasSize(1);
  }

  @Test
  void isEmptyWhereNoneIsAsked() {
    assertThat(RuleSet.none().isEmpty()).isTrue();
    assertThat(set(rule("x", Condition.always(), false)).isEmpty()).isTrue();
    assertThat(set(rule("o", Condition.is(new Term(OwnAttributes.OPENING, "")), true)).isEmpty())
        .isFalse();
    assertThat(RuleSet.of(mix(1)).isEmpty()).isFalse();
  }

  @Test
  void isTheSameIfItsRulesAre() {
    RuleSet rules = set(rule("a"), rule("b"));
    assertThat(rules.isSameAs(set(rule("a"), rule("b")))).isTrue();
    assertThat(rules.isSameAs(set(rule("b"), rule("a")))).isFalse();
    assertThat(rules.isSameAs(set(rule("a")))).isFalse();
    assertThat(rules.isSameAs(set(rule("a"), rule("b", Condition.always(), false)))).isFalse();
  }

  @Test
  void knowsItsCountersAndInstances() {
    Rule rule = rule("a");
    RuleSet rules = set(rule.withEnabled(false));
    assertThat(rules.counts(rule)).isTrue();
    assertThat(rules.counts(rule("a"))).isFalse();
    assertThat(rules.offers(BEHAVIOR)).as("disabled").isFalse();
    assertThat(set(rule).offers(BEHAVIOR)).isTrue();
    assertThat(set(rule).offers(new Behavior() {})).isFalse();
  }

  @Test
  void isShownAsAMix() {
    assertThat(RuleSet.none()).hasToString("100:dummy");
    assertThat(RuleSet.of(mix(5))).hasToString("5:test");
  }

  private static Rule ofLayer(String name) {
    Attribute version = Attribute.text("tls.version", Moment.REQUEST, "");
    Condition when =
        Condition.test(new Term(version, "", new Level(1, "tls")), "=", new Expectation.Present());
    return rule(name, when, true);
  }

  @Test
  void asksAboutALayerOnlyRulesThatNameIt() {
    RuleSet rules = set(rule("a"), ofLayer("t"), ofLayer("u"));
    assertThat(rules.asked("tls", false).inOrder())
        .extracting(Rule::name)
        .containsExactly("t", "u");
    assertThat(rules.asked("tls", true).inOrder()).hasSize(2);
    assertThat(rules.asked("other", false).isEmpty()).isTrue();
    assertThat(rules.asked("", false).inOrder()).extracting(Rule::name).containsExactly("a");
    assertThat(set(ofLayer("t")).isEmpty()).isFalse();
  }

  /** It knows the places of its faults. */
  @Test
  void aReplayAsksAllItsRulesAboutEverything() {
    Rule opening = rule("o", Condition.is(new Term(OwnAttributes.OPENING, "")), true);
    RuleSet replay = RuleSet.replaying(List.of(opening, rule("a"), ofLayer("t")));
    for (String layer : List.of("", "tls", "other")) {
      assertThat(replay.asked(layer, false).inOrder()).hasSize(3);
      assertThat(replay.asked(layer, true).inOrder()).hasSize(3);
    }
  }

  private static Rule made(String name, Behavior behavior, boolean enabled) {
    Mix mix = Mix.of(Map.of("test", BigDecimal.valueOf(100)), plugin -> behavior);
    return new Rule(name, Condition.always(), Trigger.ALWAYS, mix, false, enabled);
  }

  @Test
  void remakesTheRulesThatChangeAndKeepsTheirCounters() {
    RuleSet rules = set(made("a", BEHAVIOR, true), made("b", BEHAVIOR, true));
    assertThat(rules.remade(rule -> rule)).isSameAs(rules);
    Behavior other = new Behavior() {};
    Mix again = Mix.of(Map.of("test", BigDecimal.valueOf(100)), plugin -> other);
    RuleSet remade =
        rules.remade(rule -> rule.name().equals("b") ? rule.remade(rule.when(), again) : rule);
    assertThat(remade.behaviors()).containsExactly(BEHAVIOR, other);
    assertThat(remade.isSameAs(rules)).isTrue();
    assertThat(remade.rules()).allMatch(rules::counts);
    assertThat(remade.find("a")).hasValue(rules.rules().get(0));
  }

  @Test
  void findsAnotherInstanceOfTheSameBehaviorAmongEnabledRules() {
    Behavior other = new Behavior() {};
    Choice lost = made("a", BEHAVIOR, true).mix().choices().findFirst().orElseThrow();
    assertThat(set(made("b", other, true)).standIn(lost)).map(Choice::behavior).hasValue(other);
    assertThat(set(made("b", other, false)).standIn(lost)).isEmpty();
    Mix otherPlugin = Mix.of(Map.of("else", BigDecimal.valueOf(100)), plugin -> other);
    assertThat(RuleSet.of(otherPlugin).standIn(lost)).isEmpty();
  }
}
