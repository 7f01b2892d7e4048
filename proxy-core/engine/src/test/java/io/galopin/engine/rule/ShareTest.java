package io.galopin.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.galopin.api.Attribute;
import io.galopin.api.Behavior;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Conditions;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Term;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.match.Triggers;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShareTest {

  private static final Condition PATH = condition("path", Attribute.Moment.REQUEST);
  private static final Condition METHOD = condition("method", Attribute.Moment.REQUEST);
  private static final Condition STATUS = condition("status", Attribute.Moment.REPLY);

  private int rules;

  private static Condition condition(String name, Attribute.Moment moment) {
    return Conditions.like(Attribute.text(name, moment, "for tests"), "a");
  }

  private Rule rule(int percent, Condition when) {
    return rule(percent, when, Trigger.ALWAYS, false);
  }

  private Rule rule(int percent, Condition when, Trigger trigger, boolean continues) {
    Mix mix = Mix.of(Map.of("x", BigDecimal.valueOf(percent)), name -> new Behavior() {});
    return new Rule("rule-" + ++rules, when, trigger, mix, continues, true);
  }

  /** Bounds in percent, of each rule and of none. */
  private static void assertShares(List<Rule> rules, double... bounds) {
    List<Share> shares = Share.of(new RuleSet(rules));
    assertThat(shares).hasSize(bounds.length / 2);
    for (int i = 0; i < shares.size(); i++) {
      assertThat(100 * shares.get(i).least()).isCloseTo(bounds[2 * i], within(1e-9));
      assertThat(100 * shares.get(i).most()).isCloseTo(bounds[2 * i + 1], within(1e-9));
    }
  }

  @Test
  void laterRulesGetWhatEarlierOnesLeave() {
    assertShares(
        List.of(
            rule(20, Condition.always()),
            rule(50, Condition.always()),
            rule(10, Condition.always())),
        20,
        20,
        40,
        40,
        4,
        4,
        36,
        36);
  }

  @Test
  void rulesOfOpeningsShareOnlyThese() {
    Condition opening = Condition.is(new Term(OwnAttributes.OPENING, ""));

    assertShares(
        List.of(rule(20, Condition.always()), rule(50, opening), rule(10, opening)),
        20,
        20,
        50,
        50,
        5,
        5,
        80,
        80);
  }

  @Test
  void oneThatContinuesTakesNothingAway() {
    assertShares(
        List.of(rule(30, Condition.always(), Trigger.ALWAYS, true), rule(10, Condition.always())),
        30,
        30,
        10,
        10,
        63,
        63);
  }

  @Test
  void howMuchAnEarlierConditionTakesAwayDependsOnClients() {
    assertShares(List.of(rule(20, PATH), rule(50, METHOD)), 20, 20, 40, 50, 40, 100);
  }

  @Test
  void aConditionThatIsPartOfALaterOneTakesItsShareForSure() {
    assertShares(
        List.of(rule(20, PATH), rule(50, Condition.all(List.of(METHOD, PATH)))),
        20,
        20,
        40,
        40,
        40,
        100);
  }

  @Test
  void howMuchATriggerTakesAwayDependsOnTime() {
    assertShares(
        List.of(
            rule(100, Condition.always(), Triggers.first(3), false), rule(50, Condition.always())),
        0,
        100,
        0,
        50,
        0,
        50);
  }

  @Test
  void eachSoManiethIsAPartOfAll() {
    assertShares(
        List.of(
            rule(50, Condition.always(), Triggers.every(4), false), rule(40, Condition.always())),
        12.5,
        12.5,
        35,
        35,
        52.5,
        52.5);
  }

  @Test
  void whichOnesAreCountedAwayDependsOnClients() {
    assertShares(
        List.of(rule(50, Condition.always(), Triggers.every(4), false), rule(100, PATH)),
        12.5,
        12.5,
        50,
        100,
        0,
        87.5);
    assertShares(
        List.of(rule(50, PATH, Triggers.every(4), false), rule(100, PATH)),
        12.5,
        12.5,
        87.5,
        87.5,
        0,
        100);
  }

  static Stream<Trigger> bounded() {
    return Stream.of(
        Triggers.perConnection(Triggers.every(4)),
        Triggers.after(Duration.ofSeconds(1), Triggers.every(4)),
        Triggers.every(4, Triggers.from(8)),
        Triggers.every(4, Triggers.first(8)));
  }

  @ParameterizedTest
  @MethodSource("bounded")
  void timeAndLengthMakeBounds(Trigger trigger) {
    assertShares(List.of(rule(50, Condition.always(), trigger, false)), 0, 12.5, 87.5, 100);
  }

  @Test
  void twoThatCountAndContinueMayMeet() {
    assertShares(
        List.of(
            rule(100, Condition.always(), Triggers.every(4), true),
            rule(100, Condition.always(), Triggers.every(2), true)),
        25,
        25,
        50,
        50,
        25,
        50);
  }

  @Test
  void rulesAboutRepliesComeAfterThoseAboutRequests() {
    Rule reply = rule(50, STATUS);
    Rule request = rule(20, Condition.always());

    assertThat(Share.of(new RuleSet(List.of(reply, request))).get(0).rule()).contains(request);
    assertShares(List.of(reply, request), 20, 20, 40, 40, 40, 80);
  }

  @Test
  void whatIsSwitchedOffHasNone() {
    assertShares(
        List.of(rule(20, Condition.always()).withEnabled(false), rule(50, Condition.always())),
        50,
        50,
        50,
        50);
  }
}
