package io.galopin.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Attribute;
import io.galopin.api.Attribute.Moment;
import io.galopin.api.Behavior;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Conditions;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Term;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.match.Triggers;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.Tally;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnfiredRuleTest {

  private static final Attribute PATH = Attribute.text("line.path", Moment.REQUEST, "");
  private static final Attribute STATUS = Attribute.text("line.status", Moment.REPLY, "");
  private static final Condition AT_A = Conditions.like(PATH, "/a");

  /** The first exchange of a connection, for which no rule's chance is low enough. */
  private record Unlucky(double number) implements Rule.Place {
    @Override
    public long connection() {
      return 1;
    }

    @Override
    public long exchange() {
      return 1;
    }

    @Override
    public long now() {
      return 0;
    }

    @Override
    public long connectionStartedAt() {
      return 0;
    }

    @Override
    public double number(String key) {
      return number;
    }

    @Override
    public long nextCall(Tally tally) {
      return 1;
    }
  }

  private static Mix mix(int percent) {
    return Mix.of(Map.of("error", BigDecimal.valueOf(percent)), same -> new Behavior() {});
  }

  private static Rule rule(String name, Condition when, Trigger trigger, int percent) {
    return new Rule(name, when, trigger, mix(percent), false, true);
  }

  private static Rule rule(Condition when) {
    return rule("r", when, Trigger.ALWAYS, 100);
  }

  private static void exchanges(Rule rule, int count, String path) {
    for (int i = 0; i < count; i++) {
      rule.choose(term -> path, new Unlucky(0.99));
    }
  }

  private static String reason(Rule rule) {
    return UnfiredRule.of(rule).reason();
  }

  @Test
  void aRuleOfOpeningsMissesConnectionsAndNotExchanges() {
    Rule rule = rule(Condition.is(new Term(OwnAttributes.OPENING, "")));
    assertThat(reason(rule)).isEqualTo("not one connection was opened while it was set");
  }

  @Test
  void nothingCame() {
    assertThat(UnfiredRule.of(rule(AT_A)).sentence())
        .isEqualTo(
            "rule r (when line.path=/a error) never fired: no traffic, not one exchange came while"
                + " it was set");
    assertThat(reason(rule(Conditions.like(STATUS, "200"))))
        .isEqualTo("not one reply came to it while it was set");
  }

  @Test
  void nothingMatched() {
    Rule rule = rule(AT_A);
    exchanges(rule, 2, "/b");
    assertThat(reason(rule))
        .isEqualTo(
            "no match among 2 exchanges; the nearest: line.path: /b (expected: line.path=/a) at"
                + " connection 1, exchange 1");
  }

  @Test
  void itsTriggerDidNotAllowIt() {
    Rule rule = rule("r", AT_A, Triggers.from(3), 100);
    exchanges(rule, 2, "/a");
    assertThat(reason(rule))
        .startsWith("of 2 exchanges that matched, its trigger (")
        .endsWith(") took none");
    Rule rare = rule("r", AT_A, Triggers.from(3), 50);
    exchanges(rare, 2, "/a");
    assertThat(reason(rare)).endsWith(") and chance took none");
  }

  @Test
  void chanceDidNotTakeIt() {
    Rule rule = rule("r", AT_A, Trigger.ALWAYS, 50);
    exchanges(rule, 2, "/a");
    exchanges(rule, 7, "/b");
    assertThat(reason(rule))
        .isEqualTo(
            "chance, 50.00 % took none of 2 exchanges that matched; the probability of that is"
                + " 25.00 %");
  }

  @Test
  void itWasChosenAndDidNothing() {
    Rule rule = rule(AT_A);
    exchanges(rule, 1, "/a");
    assertThat(reason(rule)).isEqualTo("it was asked 1 time and did nothing");
    assertThat(UnfiredRule.of(rule).fired()).isFalse();
  }

  @Test
  void anotherTookWhatCame() {
    Rule rule = rule(AT_A);
    Rule earlier = rule("earlier", AT_A, Trigger.ALWAYS, 100);
    rule.tally().countTaken(earlier);
    String taker = "a rule before it acted on them and does not continue, the last: earlier";
    assertThat(reason(rule)).isEqualTo("not one of 1 exchange reached it, " + taker);
    exchanges(rule, 1, "/a");
    assertThat(reason(rule))
        .isEqualTo("it was asked 1 time and did nothing; 1 other did not reach it, " + taker);
  }

  @Test
  void aBehaviorOfAMixIsOneOfItsChances() {
    Rule mix = Rule.of(mix(20));
    UnfiredRule share = UnfiredRule.of("error", mix);
    assertThat(share.name()).isEmpty();
    assertThat(share.behaviors()).containsExactly("error");
    assertThat(share.subject()).isEqualTo("error of the mix " + mix);
    exchanges(mix, 1, "/a");
    assertThat(share.reason())
        .isEqualTo("chance, 20.00 % took none of 1 exchanges; the probability of that is 80.00 %");
  }

  /** It was put aside and set again: what came to both counts. */
  @Test
  void goesOnWithAnotherTally() {
    Rule first = rule(AT_A);
    Rule again = rule(AT_A);
    UnfiredRule proof = UnfiredRule.of(first);
    assertThat(proof.counts(again.tally())).isFalse();
    proof.goesOn(again.tally());
    assertThat(proof.counts(again.tally())).isTrue();
    exchanges(first, 1, "/b");
    exchanges(again, 2, "/b");
    assertThat(proof.reason()).startsWith("no match among 3 exchanges");
  }
}
