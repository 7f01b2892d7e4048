package io.galopin.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleChangeTest {

  private static List<Rule> read(String... rules) {
    return TestPlugins.rules().read(List.of(rules));
  }

  private static RuleSet withMix(String... rules) {
    RuleSet mixed =
        TestPlugins.spec("web", "behaviors", Map.of("act", 20), "rules", List.of(rules)).rules();
    assertThat(mixed.find(Mix.NAME)).isPresent();
    return mixed;
  }

  @Test
  void theSameRulesStayAsTheyAre() {
    RuleSet now = withMix("a: act size=1", "b: act");

    assertThat(RuleChange.replaced(now, read("a: act size=1", "b: act"))).isSameAs(now);
  }

  @Test
  void aRuleThatIsTheSameCountsOnAndTheMixStaysLast() {
    RuleSet now = withMix("a: act size=1", "b: act");

    RuleSet then = RuleChange.replaced(now, read("c: act", "a: act size=1", "b: act size=2"));

    assertThat(then.rules()).extracting(Rule::name).containsExactly("c", "a", "b", "mix");
    assertThat(then.rules().get(1)).isSameAs(now.rules().get(0));
    assertThat(then.rules().get(2).tally()).isNotSameAs(now.rules().get(1).tally());
    assertThat(then.rules().get(3)).isSameAs(now.rules().get(2));
  }

  @Test
  void aRuleThatIsSwitchedOffCountsOn() {
    RuleSet now = withMix("a: act");

    RuleSet then =
        RuleChange.replaced(now, read("a: act").stream().map(r -> r.withEnabled(false)).toList());

    assertThat(then.rules().get(0).enabled()).isFalse();
    assertThat(then.rules().get(0).tally()).isSameAs(now.rules().get(0).tally());
  }

  @Test
  void oneMoreComesFirstAndGoesAlsoIfItWasSwitchedMeanwhile() {
    RuleSet now = withMix("a: act");
    Rule added = read("b: act").get(0);

    RuleSet more = RuleChange.added(now, added);
    RuleSet switched =
        new RuleSet(more.rules().stream().map(rule -> rule.withEnabled(false)).toList());

    assertThat(more.rules()).extracting(Rule::name).containsExactly("b", "a", "mix");
    assertThat(RuleChange.removed(switched, added).rules())
        .extracting(Rule::name)
        .containsExactly("a", "mix");
  }
}
