package io.galopin.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Trigger;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests what the draws of rules without their own name are keyed by. */
class RuleKeyTest {

  private static final RuleKey CONTENT = RuleKey.ofContent("delay sleep=1s");
  private static final String TEXT = CONTENT.content();

  private static Rule rule(RuleKey key) {
    Mix mix = Mix.of(Map.of("test", BigDecimal.TEN), known -> new Behavior() {});
    return new Rule(
        "r", false, key, Condition.always(), Trigger.ALWAYS, mix, false, true, new Tally());
  }

  private static List<Rule> numbered(Rule... rules) {
    return RuleKey.numbered(List.of(rules));
  }

  @Test
  void thoseThatAreAlikeHaveNumbersAndOthersHaveNone() {
    Rule named = rule(RuleKey.ofName("orders"));

    assertThat(
            numbered(
                rule(CONTENT),
                named,
                rule(CONTENT),
                rule(RuleKey.ofContent("error")),
                rule(CONTENT)))
        .extracting(rule -> rule.key().text())
        .containsExactly(
            TEXT, "orders", TEXT + " #2", RuleKey.ofContent("error").content(), TEXT + " #3");
  }

  @Test
  void whoHasANumberKeepsItWhereverOthersCome() {
    List<Rule> three = numbered(rule(CONTENT), rule(CONTENT), rule(CONTENT));

    assertThat(numbered(rule(CONTENT), three.get(2), three.get(0)))
        .extracting(rule -> rule.key().text())
        .containsExactly(TEXT + " #2", TEXT + " #3", TEXT);
  }

  @Test
  void oneThatComesToOthersHasANumberOfTheirs() {
    Rule second = numbered(rule(CONTENT), rule(CONTENT)).get(1);

    assertThat(numbered(second.forOthers()).get(0).key().text()).isEqualTo(TEXT);
    assertThat(rule(RuleKey.ofName("orders")).forOthers().key().text()).isEqualTo("orders");
  }
}
