package io.galopin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.rules.source.ConfigProblem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleFormTest {

  private static final String NAMES =
      "http.method, http.path, http.header.NAME, http.bytes, http.status, client.address,"
          + " connection, exchange)";

  /** An object, and the text that it is the same as. */
  static Stream<Arguments> objects() {
    return Stream.of(
        Arguments.of("behavior = error", "error"),
        Arguments.of(
            "when { http.path = \"/orders/*\", http.method = POST }, trigger = first 3,"
                + " behavior = error, status = 503",
            "when http.method=POST http.path=/orders/* first 3 error status=503"),
        Arguments.of(
            "name = slow, weight = 20%, behavior = delay, options { sleep = 2 s }, continue = yes",
            "slow: 20% delay sleep=2s continue"),
        Arguments.of("weight = 0.5, behavior = delay, before = false", "0.5% delay before=false"),
        Arguments.of(
            "when { http { path = [\"/a\", \"/b c\"] } }, behavior = error",
            "when http.path=\"/a|/b c\" error"),
        Arguments.of(
            "when { http.path = { matches = \"^/[0-9]+$\" } }, behavior = error",
            "when http.path~^/[0-9]+$ error"),
        Arguments.of(
            "when { http.status { from = 500, to = 599 } }, behavior = error",
            "when http.status=500..599 error"),
        Arguments.of(
            "when { http.status { from = 500 } }, behavior = error",
            "when http.status=500.. error"),
        Arguments.of(
            "when { http.status { to = 99 } }, behavior = error", "when http.status=..99 error"),
        Arguments.of(
            "when { http.header.Cookie { present = true } }, behavior = error",
            "when has http.header.Cookie error"),
        Arguments.of(
            "when { http.header.Cookie { present = false } }, behavior = error",
            "when not has http.header.Cookie error"),
        Arguments.of(
            "when { http.header { From = a, X-To = [b, c] } }, behavior = error",
            "when http.header.From=a http.header.X-To=b|c error"),
        Arguments.of(
            "when { \"http.header.X.Y\" = 1, http.header.Z.T = 2 }, behavior = error",
            "when http.header.Z.T=2 http.header.X.Y=1 error"),
        Arguments.of(
            "when { any = [ { http.path = \"/a\" }, \"http.path=/b exchange=1\" ], connection = 2"
                + " }, behavior = error",
            "when (http.path=/a or http.path=/b exchange=1) connection=2 error"),
        Arguments.of(
            "when { all = [ { http.path = \"/a\" }, { exchange = 1 } ] }, behavior = error",
            "when http.path=/a exchange=1 error"),
        Arguments.of(
            "when { not { http.path = \"/a\", exchange = 1 } }, behavior = error",
            "when not (exchange=1 http.path=/a) error"),
        Arguments.of(
            "when { not = \"http.path=/a\" }, behavior = error", "when http.path!=/a error"),
        Arguments.of(
            "when = \"http.path=/a or exchange=1\", trigger = \"\", behavior = error",
            "when http.path=/a or exchange=1 error"),
        Arguments.of(
            "when { client.address = [\"10.0.0.0/8\", \"::1\"] }, behavior = error",
            "when client.address=10.0.0.0/8|::1 error"));
  }

  @ParameterizedTest
  @MethodSource("objects")
  void anObjectIsTheSameAsAText(String object, String text) {
    assertThat(rules("rules = [ { " + object + " } ]")).singleElement().hasToString(text);
  }

  /** What is wrong on line 3, and what is said of it. */
  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of("{}", ".behavior: missing (expected: the name of a behavior)"),
        Arguments.of("3", ": 3 (expected: a rule: { … }, or a text)"),
        Arguments.of(
            "{ behavior = eror }",
            ".behavior: \"eror\" (expected: error? one of delay, dummy, error)"),
        Arguments.of(
            "{ behavior = error, sleep = 1 }",
            ".sleep: unknown option (expected: one of status, body)"),
        Arguments.of(
            "{ behavior = error, status = 503, options { status = 503 } }",
            ".status: given twice (expected: once, here or in proxies.web.rules[0].options)"),
        Arguments.of(
            "{ behavior = error, name = mix }",
            ".name: mix (expected: another name, this one is that of the behaviors)"),
        Arguments.of("{ behavior = error, enabled = 3 }", ".enabled: 3 (expected: true or false)"),
        Arguments.of(
            "{ behavior = error, weight = 0 }",
            ".weight: 0 (expected: a percent above 0 and at most 100)"),
        Arguments.of(
            "{ behavior = error, trigger = sometimes }",
            ".trigger: \"sometimes\" (expected: first 3, call 5, calls 5..8, every 5, once, after"
                + " 10 s, until 30 s, every 10 s for 2 s, per connection, or several of them)"),
        Arguments.of(
            "{ behavior = error, when = 3 }",
            ".when: 3 (expected: an object of conditions, or a text)"),
        Arguments.of("{ behavior = error, when {} }", ".when: { } (expected: a condition in it)"),
        Arguments.of(
            "{ behavior = error, when = bad }",
            ".when: bad (expected: a condition, as in http.path=/orders/*)"),
        Arguments.of(
            "{ behavior = error, when { http.pth = a } }",
            ".when.http.pth: http.pth (expected: http.path? one of " + NAMES),
        Arguments.of(
            "{ behavior = error, when { http.path { like = a } } }",
            ".when.http.path.like: http.path.like (expected: one of " + NAMES),
        Arguments.of(
            "{ behavior = error, when { http.header = a } }",
            ".when.http.header: http.header (expected: http.header? one of " + NAMES),
        Arguments.of(
            "{ behavior = error, when { http.status = many } }",
            ".when.http.status: many (expected: a number, or a range as in 500..599, from the lower"
                + " to the higher)"),
        Arguments.of(
            "{ behavior = error, when { http.path { from = 1 } } }",
            ".when.http.path: from, to (expected: = or matches, only numbers have an order)"),
        Arguments.of(
            "{ behavior = error, when { http.status { from = 1, matches = 2 } } }",
            ".when.http.status: from, matches (expected: a value, a list of them, { matches = REGEX"
                + " }, { from = N, to = N } or { present = true })"),
        Arguments.of(
            "{ behavior = error, when { http.path { matches = \"(\" } } }",
            ".when.http.path: ( (expected: a regular expression of RE2: missing closing ))"),
        Arguments.of(
            "{ behavior = error, when { http.status { matches = 5 } } }",
            ".when.http.status: ~5 (expected: =, a regular expression needs text)"),
        Arguments.of(
            "{ behavior = error, when { http.path = [] } }",
            ".when.http.path: [ ] (expected: at least one value)"),
        Arguments.of(
            "{ behavior = error, when { http.path = null } }",
            ".when.http.path: null (expected: a single value)"),
        Arguments.of(
            "{ behavior = error, when { any = [] } }",
            ".when.any: a list (expected: a list of conditions: [ … ])"),
        Arguments.of(
            "{ behavior = error, when { any = [ 3 ] } }",
            ".when.any[0]: 3 (expected: an object of conditions, or a text)"),
        Arguments.of(
            "{ behavior = error, when { exchange = 1, all = [ { exchange = 2 } ] } }",
            ".when: exchange=2 exchange=1 (expected: conditions that can hold together, these never"
                + " do)"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void refusesABadOneWithItsLine(String rule, String sentence) {
    assertThat(problems("rules = [\n" + rule + "\n]"))
        .containsExactly("proxies.web.rules[0]" + sentence + " in my.conf: 3");
  }

  @Test
  void reportsAllThatIsWrongWithItsLines() {
    assertThat(
            problems(
                """
                rules = [
                  { behavior = eror, when { http.pth = "/a" } }
                  "when http.status=x
                    error stat=1"
                  { behavior = error, status = 1 } ]
                """
                    .replace("x\n", "x ")))
        .hasSize(5)
        .anyMatch(line -> line.startsWith("proxies.web.rules[0].behavior: \"eror\""))
        .anyMatch(line -> line.startsWith("proxies.web.rules[0].when.http.pth: "))
        .anyMatch(line -> line.startsWith("proxies.web.rules[1].http.status: x"))
        .anyMatch(line -> line.startsWith("proxies.web.rules[1].stat: "))
        .anyMatch(line -> line.startsWith("proxies.web.rules[2].status: 1"));
  }

  @Test
  void refusesANameThatIsThereTwiceAlsoIfItFollowsFromAPosition() {
    assertThat(problems("rules = [ error, delay,\n{ name = rule-2, behavior = error } ]"))
        .containsExactly(
            "proxies.web.rules[2].name: \"rule-2\" (expected: a name that no other rule of the"
                + " proxy has) in my.conf: 3");
  }

  /** 19,000 steps in a rule, and 190,000 in ten of them, are nearly as many as there may be. */
  @Test
  void refusesRegularExpressionsThatAreTooLargeTogether() {
    String sentence =
        " (expected: fewer or smaller ones, they are more than %d steps together) in my.conf: %d";

    assertThat(rules("rules = [" + large(19).repeat(10) + "]")).hasSize(10);
    assertThat(problems("rules = [" + large(19).repeat(10) + large(11) + "]"))
        .containsExactly(
            "proxies.web.rules[10]: its regular expressions, with those before it"
                + sentence.formatted(200_000, 13));
    assertThat(problems("rules = [" + large(20) + "]"))
        .containsExactly(
            "proxies.web.rules[0]: its regular expressions" + sentence.formatted(20_000, 3));
  }

  /** A rule with {@code count} regular expressions of a little more than a thousand steps each. */
  private static String large(int expressions) {
    return "\n\"when " + "http.path~a{1000} ".repeat(expressions) + "error\"";
  }

  @Test
  void refusesAConditionThatIsTooLong() {
    // As JSON writes it, with its quotes and braces.
    String longest = "a".repeat(16_384 - "{'http':{'path':''}}".length());
    String rule = "rules = [\n{ when { http.path = \"%s\" }, behavior = error } ]";

    assertThat(rules(rule.formatted(longest))).hasSize(1);
    assertThat(problems(rule.formatted(longest + "a")))
        .containsExactly(
            "proxies.web.rules[0].when: a long condition (expected: at most 16384 characters) in"
                + " my.conf: 3");
  }

  @Test
  void refusesMoreRulesThanAProxyMayHave() {
    String many = "error,".repeat(RuleSet.MOST);

    assertThat(rules("rules = [" + many + "]")).hasSize(RuleSet.MOST);
    assertThat(problems("rules = [" + many + "error]"))
        .containsExactly("proxies.web.rules: 1001 of them (expected: at most 1000) in my.conf: 2");
  }

  @Test
  void rulesAreAList() {
    assertThat(problems("rules { a { behavior = error } }"))
        .containsExactly("proxies.web.rules: an object (expected: a list: [ … ]) in my.conf: 2");
  }

  @Test
  void theMixComesLast() {
    RuleSet rules =
        spec("behaviors = \"5:delay\", rules = [ error, { behavior = delay } ]").rules();

    assertThat(rules.rules()).extracting(Rule::name).containsExactly("rule-1", "rule-2", "mix");
  }

  @Test
  void oneThatIsSwitchedOffIsThereButNotAsked() {
    RuleSet rules = spec("rules = [ { behavior = error, enabled = no } ]").rules();

    assertThat(rules.rules()).extracting(Rule::enabled).containsExactly(false);
    assertThat(rules.isEmpty()).isTrue();
  }

  @Test
  void optionsForEveryProxyAreTheirDefaults() {
    assertThat(
            rules(
                """
                rules = [ delay, "delay sleep=1s" ] }
                galopin.behaviors.delay { sleep = 7 s, before = yes
                """))
        .extracting(Rule::text)
        .containsExactly("delay sleep=7s before=true", "delay sleep=1s before=true");
  }

  @Test
  void thoseOfAProxyReplaceTheDefaults() {
    assertThat(
            rules(
                """
                rules = [ "first 3 error" ] }
                galopin.defaults { rules = [ delay, error ]
                """))
        .extracting(Rule::text)
        .containsExactly("first 3 error");
  }

  private static List<Rule> rules(String text) {
    return spec(text).rules().rules();
  }

  private static ProxySpec spec(String text) {
    String file =
        "galopin.proxies.web { listen = \"h:1\", upstream = \"h:2\", protocol = http\n"
            + text
            + "}";
    return ConfigLoader.load(file, "my.conf").specs(AskedProtocol.catalog()).get(0);
  }

  private static List<String> problems(String text) {
    ConfigProblem problem = catchThrowableOfType(ConfigProblem.class, () -> spec(text));
    assertThat(problem).as("what is refused in %s", text).isNotNull();
    return problem.lines();
  }
}
