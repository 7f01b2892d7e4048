package io.galopin.bench.jmh;

import io.galopin.api.Behavior;
import io.galopin.api.ProtocolFactory;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.rules.condition.Expectations;
import io.galopin.rules.condition.Vocabulary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rules that {@link RuleCost} compares. None of them changes an exchange. */
final class RuleSets {

  /** Ten rules' tests of the connection and the exchange. Hardly any matches. */
  private static final List<Test> PLACES =
      List.of(
          new Test("client.address", "10.0.0.0/8"),
          new Test("client.address", "192.168.1.7"),
          new Test("connection", "1000..2000"),
          new Test("connection", "5000.."),
          new Test("connection", "77"),
          new Test("exchange", "3"),
          new Test("exchange", "..9"),
          new Test("exchange", "20..30"),
          new Test("client.address", "127.0.0.0/8"),
          new Test("exchange", "..99"));

  /** Ten rules' tests of the request. Only the last but one matches. */
  private static final List<Test> REQUEST =
      List.of(
          new Test("http.method", "POST"),
          new Test("http.method", "DELETE"),
          new Test("http.path", "/x/*"),
          new Test("http.path", "/cart"),
          new Test("http.path", "/users/*/orders"),
          new Test("http.header.X-Tenant", "blue"),
          new Test("http.header.Accept", "text/*"),
          new Test("http.query.lang", "de"),
          new Test("http.query.page", "2"),
          new Test("http.query.debug", "1"));

  /** Ten similar tests, none of which matches. */
  private static final List<Test> MISSED =
      REQUEST.stream().map(test -> new Test(test.term, "nowhere")).toList();

  private record Test(String term, String value) {}

  private RuleSets() {}

  /**
   * Returns rules by name: {@code none}; {@code mix}, which applies a behavior without effect to
   * one exchange in ten; {@code ten-places}, which test nothing that was sent; {@code ten}, which
   * test method, path, header fields and query; {@code ten-missed}, which test the same and never
   * match.
   */
  static RuleSet of(String name, ProtocolFactory protocol) {
    return switch (name) {
      case "none" -> RuleSet.none();
      case "mix" -> RuleSet.of(passing(10));
      case "ten-places" -> asking(PLACES, protocol);
      case "ten" -> asking(REQUEST, protocol);
      case "ten-missed" -> asking(MISSED, protocol);
      default ->
          throw new IllegalArgumentException(
              "rules: " + name + " (expected: none, mix, ten-places, ten-missed or ten)");
    };
  }

  private static RuleSet asking(List<Test> tests, ProtocolFactory protocol) {
    Vocabulary words = Vocabulary.ofExchanges(protocol);
    List<Rule> rules = new ArrayList<>();
    for (Test test : tests) {
      Condition when = Expectations.test(words.term(test.term()), "=", test.value());
      rules.add(
          new Rule("rule-" + (rules.size() + 1), when, Trigger.ALWAYS, passing(100), true, true));
    }
    return new RuleSet(rules);
  }

  private static Mix passing(int percent) {
    return Mix.of(Map.of("passing", BigDecimal.valueOf(percent)), name -> new Passing());
  }

  private record Passing() implements Behavior {}
}
