package io.galopin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.galopin.engine.rule.Rule;
import io.galopin.rules.source.ConfigProblem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTextTest {

  @Test
  void readsAllParts() {
    Rule rule =
        rule("slow-cart: when http.path=/cart first 3 per connection 20% delay sleep=2s continue");

    assertThat(rule.name()).isEqualTo("slow-cart");
    assertThat(rule.when()).hasToString("http.path=/cart");
    assertThat(rule.trigger()).hasToString("first 3 per connection");
    assertThat(rule.mix()).hasToString("20:delay");
    assertThat(rule.continues()).isTrue();
    assertThat(rule.enabled()).isTrue();
  }

  @Test
  void aBehaviorAloneIsARule() {
    Rule rule = rule("error");

    assertThat(rule.name()).isEqualTo("rule-1");
    assertThat(rule.when().terms()).isEmpty();
    assertThat(rule.trigger().isAlways()).isTrue();
    assertThat(rule.mix()).hasToString("100:error");
    assertThat(rule.continues()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "error",
        "5.5% error",
        "when http.path=/orders/* first 3 error status=503",
        "slow-cart: when http.method=GET http.path=/cart 20% delay sleep=2s continue",
        "when http.path=/a|/b http.method!=PUT|DELETE error",
        "when http.path~\"^/(a|b c)$\" http.header.X-A!~\"\\\\d (x)\" error",
        "when has http.header.Cookie not has http.header.Accept error",
        "when http.path=/a or http.path=/b http.method=GET error",
        "when (http.path=/a or http.path=/b) http.method=GET error",
        "when not (http.path=/a http.method=GET) not (http.path=/b or http.path=/c) error",
        "when http.status=500..599 calls 5..8 every 2 error",
        "when http.status=..99 after 10 s until 1 min every 10 s for 2 s error",
        "when http.status=500.. once error",
        "when client.address=10.0.0.0/8|::1 connection=1..5 exchange=3 error",
        "when http.bytes=0x16|PING error",
        "error body=\"two words\" continue",
        "error body=\"\"",
        "delay sleep=1.5s before=false",
      })
  void printsWhatItReads(String text) {
    assertThat(rule(text)).hasToString(text);
  }

  @ParameterizedTest
  @MethodSource("sameRules")
  void understandsOtherWritings(String written, String printed) {
    assertThat(rule(written)).hasToString(printed);
  }

  static Stream<Arguments> sameRules() {
    return Stream.of(
        Arguments.of("  rule:\twhen http.path=/a\n error", "rule: when http.path=/a error"),
        Arguments.of("100% error", "error"),
        Arguments.of("05.50% error", "5.5% error"),
        Arguments.of("every 10s for 2s error", "every 10 s for 2 s error"),
        Arguments.of("call 1 error", "once error"),
        Arguments.of("when not http.path=/a error", "when http.path!=/a error"),
        Arguments.of("when not not http.path=/a error", "when http.path=/a error"),
        Arguments.of(
            "when ((http.path=/a) exchange=1) error", "when http.path=/a exchange=1 error"),
        Arguments.of("when http.path~^/(a|b)$ error", "when http.path~\"^/(a|b)$\" error"),
        Arguments.of("delay SLEEP=\"2 s\"", "delay sleep=2s"),
        Arguments.of("delay sleep=2", "delay sleep=2s"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void refusesWithASentence(String text, String sentence) {
    assertThat(problems(text)).containsExactly(sentence + " in my.conf: 3");
  }

  static Stream<Arguments> wrong() {
    String form =
        "[NAME:] [when CONDITION] [TRIGGER] [WEIGHT%] BEHAVIOR [OPTION=VALUE ...] [continue], as in"
            + " when http.path=/orders/* first 3 error status=503)";
    return Stream.of(
        Arguments.of("", ": \"\" (expected: " + form),
        Arguments.of("when http.path=/a", ": when http.path=/a (expected: " + form),
        Arguments.of("first 3 20%", ": first 3 20% (expected: " + form),
        Arguments.of("20% continue", ": continue (expected: " + form),
        Arguments.of("error when http.path=/a", ": when (expected: the end of the rule, " + form),
        Arguments.of(
            "frist 3 error", ": frist 3 (expected: first? Or the end of the rule, " + form),
        Arguments.of(
            "when http.path=/a and http.method=GET error",
            ": and (expected: the next condition; those that stand side by side must all"
                + " hold, as in when http.method=POST http.path=/cart)"),
        Arguments.of("when", ": nothing (expected: a condition, as in http.path=/orders/*)"),
        Arguments.of("when error", ": error (expected: a condition, as in http.path=/orders/*)"),
        Arguments.of(
            "when http.path=/a or error",
            ": error (expected: a condition, as in http.path=/orders/*)"),
        Arguments.of("when (http.path=/a error", ": ( without ) (expected: a closing parenthesis)"),
        Arguments.of("when has", ": has (expected: an attribute, as in has http.query)"),
        Arguments.of(
            "when htp.path=/a error",
            ": htp.path (expected: http.path? one of http.method, http.path, http.header.NAME,"
                + " http.bytes, http.status, client.address, connection, exchange)"),
        Arguments.of(
            "when http.status=good error",
            ".http.status: good (expected: a number, or a range as in 500..599, from the lower to"
                + " the higher)"),
        Arguments.of(
            "when http.status=599..500 error",
            ".http.status: 599..500 (expected: a number, or a range as in 500..599, from the lower"
                + " to the higher)"),
        Arguments.of(
            "when client.address=10.0.0.0/33 error",
            ".client.address: 10.0.0.0/33 (expected: an IP address, or a network as in"
                + " 10.0.0.0/8)"),
        Arguments.of(
            "when http.path=/a http.path=/b error",
            ": http.path=/a http.path=/b (expected: conditions that can hold together, these never"
                + " do)"),
        Arguments.of(
            "when http.method=GET http.method!=GET error",
            ": http.method=GET http.method!=GET (expected: conditions that can hold together, these"
                + " never do)"),
        Arguments.of("every 0 error", ": 0 (expected: counts from 1 on)"),
        Arguments.of("0% error", ": 0 (expected: a percent above 0 and at most 100)"),
        Arguments.of("101% error", ": 101 (expected: a percent above 0 and at most 100)"),
        Arguments.of("x% error", ": x (expected: a percent above 0 and at most 100)"),
        Arguments.of(
            "mix: error", ".name: mix (expected: another name, this one is that of the behaviors)"),
        Arguments.of(
            "a/b: error",
            ".name: \"a/b\" (expected: 1 to 64 letters, digits, dots, hyphens or underscores, the"
                + " first a letter or a digit)"),
        Arguments.of("eror", ": \"eror\" (expected: error? one of delay, dummy, error)"),
        Arguments.of("error stat=503", ".stat: unknown option (expected: one of status, body)"),
        Arguments.of("error status=200", ".status: 200 (expected: a whole number from 400 to 599)"),
        Arguments.of("error status=503 Status=504", ".status: given twice (expected: once)"));
  }

  @Test
  void refusesToNestWithoutEnd() {
    assertThat(problems("when " + "not ".repeat(200_000) + "http.path=/a error"))
        .containsExactly(": nested too deeply (expected: at most 100 levels) in my.conf: 3");
    assertThat(problems("when " + "(".repeat(200_000) + "http.path=/a error"))
        .containsExactly(": nested too deeply (expected: at most 100 levels) in my.conf: 3");
  }

  @Test
  void refusesConditionsThatTakeTooLongToCheck() {
    assertThat(problems("when " + "exchange=1 ".repeat(20_000) + " error"))
        .containsExactly(": a long text (expected: at most 16384 characters) in my.conf: 3");
    assertThat(problems("when " + "a=1 ".repeat(1001) + " error"))
        .anyMatch(line -> line.startsWith(": a (expected: "));
    assertThat(problems("when " + "exchange=1 ".repeat(1001) + " error"))
        .containsExactly(": 1001 conditions (expected: at most 1000) in my.conf: 3");
  }

  /** So rules before and behind it change nothing in what one without a name draws. */
  @Test
  void oneWithoutANameIsKeyedByWhatItDoes() {
    String when = "when http.path=/a http.method=GET ";
    String key = key(when + "delay sleep=3s");

    assertThat(
            Stream.of(
                "when http.method=GET http.path=/a delay sleep=3000ms",
                when + "first 3 5% delay sleep=3s continue",
                "rule-7: " + when + "delay sleep=3s",
                "added-12: " + when + "delay sleep=3s"))
        .allSatisfy(same -> assertThat(key(same)).isEqualTo(key));
    assertThat(
            Stream.of(
                "delay sleep=3s",
                when + "delay sleep=2s",
                when + "delay",
                when + "delay sleep=3s before=no",
                when + "error",
                "rule: " + when + "delay sleep=3s"))
        .extracting(RuleTextTest::key)
        .doesNotHaveDuplicates()
        .doesNotContain(key);
    assertThat(key("delay sleep=1s")).as("the default, said").isEqualTo(key("delay"));
    assertThat(key("slow: delay")).isEqualTo("slow");
  }

  private static String key(String text) {
    return rule(text).key().text();
  }

  private static Rule rule(String text) {
    return rules(text).get(0);
  }

  private static List<Rule> rules(String text) {
    return ConfigLoader.load(file(text), "my.conf")
        .specs(AskedProtocol.catalog())
        .get(0)
        .rules()
        .rules();
  }

  private static String file(String text) {
    String quoted = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return "galopin.proxies.web { listen = \"h:1\", upstream = \"h:2\", protocol = http\n"
        + "rules = [\n\""
        + quoted.replace("\t", "\\t")
        + "\"\n] }";
  }

  private static List<String> problems(String text) {
    ConfigProblem problem = catchThrowableOfType(ConfigProblem.class, () -> rules(text));
    assertThat(problem).as("what is refused in %s", text).isNotNull();
    String path = "proxies.web.rules[0]";
    assertThat(problem.lines()).allMatch(line -> line.startsWith(path));
    return problem.lines().stream().map(line -> line.substring(path.length())).toList();
  }
}
