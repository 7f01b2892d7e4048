package io.galopin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.galopin.engine.rule.Rule;
import io.galopin.rules.RulesJson;
import io.galopin.rules.source.ConfigProblem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulesJsonTest {

  private static final RulesJson JSON =
      new RulesJson("http", Map.of("delay", Map.of("sleep", "3 s")), AskedProtocol.catalog());

  private static Rule read(Object rule) {
    return JSON.read(List.of(rule)).get(0);
  }

  @Test
  void readsTextsAndObjects() {
    assertThat(
            JSON.read(
                List.of(
                    "when http.path=/a error",
                    Map.of(
                        "when",
                        Map.of("http.header.X-Y", List.of("a", "b")),
                        "weight",
                        0.5,
                        "behavior",
                        "error",
                        "options",
                        Map.of("status", 503)))))
        .extracting(Rule::text)
        .containsExactly(
            "when http.path=/a error", "when http.header.X-Y=a|b 0.5% error status=503");
  }

  @Test
  void takesWhatTheBehaviorsOfTheProxyAreGivenAnyway() {
    assertThat(read("delay")).hasToString("delay sleep=3s");
    assertThat(read("delay sleep=1s")).hasToString("delay sleep=1s");
  }

  @Test
  void readsWhatItWrites() {
    for (String text :
        List.of(
            "error",
            "slow: when http.path~\"^/a b$\" or exchange=3.. every 2 12.5% delay sleep=2s continue",
            "when http.status=500..599 once error status=503 body=\"a b\"")) {
      Rule rule = read(text).withEnabled(false);
      Rule again = read(RulesJson.of(rule));

      assertThat(again).hasToString(text);
      assertThat(again.enabled()).isFalse();
      assertThat(rule.isSameAs(again)).isTrue();
    }
  }

  @Test
  void showsOptionsAsJsonHasThem() {
    Map<String, Object> shown = RulesJson.shown(read("delay sleep=100us before=false"));

    assertThat(shown).containsEntry("options", Map.of("sleep", 0.0001, "before", false));
    assertThat(read(shown)).hasToString("delay sleep=100us before=false");
  }

  @Test
  void rulesDifferByNameAndWords() {
    assertThat(read("a: error").isSameAs(read("b: error"))).isFalse();
    assertThat(read("a: error").isSameAs(read("a: 50% error"))).isFalse();
    assertThat(read("error").isSameAs(read("rule-1: error"))).isTrue();
  }

  @Test
  void aRuleThatIsSwitchedCountsOn() {
    Rule rule = read("a: first 3 error");

    Rule changed = JSON.change(rule, Map.of("enabled", false));

    assertThat(changed.enabled()).isFalse();
    assertThat(changed.tally()).isSameAs(rule.tally());
    assertThat(JSON.change(rule, Map.of())).isSameAs(rule);
  }

  @Test
  void aRuleThatIsChangedKeepsTheRest() {
    Rule rule = read("when http.path=/a first 3 20% error status=503 continue");

    assertThat(JSON.change(rule, Map.of("options", Map.of("body", "x"))))
        .hasToString("when http.path=/a first 3 20% error status=503 body=x continue");
    assertThat(JSON.change(rule, Map.of("when", Map.of("exchange", 2), "trigger", "")))
        .hasToString("when exchange=2 20% error status=503 continue");
    assertThat(JSON.change(rule, Map.of("behavior", "delay", "continue", false)))
        .hasToString("when http.path=/a first 3 20% delay sleep=3s");
    assertThat(JSON.change(rule, Map.of("weight", 100)).tally()).isNotSameAs(rule.tally());
  }

  @Test
  void aRuleKeepsItsName() {
    assertThat(problem(read("a: error"), Map.of("name", "b")))
        .containsExactly("name: b (expected: a, a rule keeps its name)");
  }

  @Test
  void aChangeHasKnownKeysOnly() {
    assertThat(problem(read("error"), Map.of("status", 503)))
        .containsExactly(
            "status: unknown key (expected: one of name, when, trigger, weight, behavior, options,"
                + " continue, enabled)");
  }

  private static List<String> problem(Rule rule, Map<String, ?> change) {
    return catchThrowableOfType(ConfigProblem.class, () -> JSON.change(rule, change)).lines();
  }

  @Test
  void tellsAllThatIsWrong() {
    ConfigProblem problem =
        catchThrowableOfType(
            ConfigProblem.class,
            () -> JSON.read(List.of("eror", Map.of("behavior", "error", "when", "a=b"))));

    assertThat(problem.lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("rules[0]: \"eror\" (expected: error? "))
        .anyMatch(line -> line.startsWith("rules[1].when: a (expected: one of http.method, "));
  }
}
