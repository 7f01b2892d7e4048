package io.galopin.engine;

import static io.galopin.engine.match.Conditions.like;
import static io.galopin.engine.match.Conditions.within;
import static io.galopin.engine.match.Triggers.after;
import static io.galopin.engine.match.Triggers.first;
import static io.galopin.engine.match.Triggers.perConnection;
import static io.galopin.engine.match.Triggers.until;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.OptionException;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Conditions;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.match.Triggers;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.Tally;
import io.galopin.engine.socket.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests which of several rules act on which exchanges, over real sockets. */
class RulesTest {

  private static final Behavior FAIL = before(Decision.fail(Failure.ERROR));

  private final Rig rig = new Rig();
  private final Queue<String> hooks = new ConcurrentLinkedQueue<>();
  private Address backend = new Address("127.0.0.1", 1);

  @BeforeEach
  void startBackend() throws IOException {
    backend = rig.backend(RulesTest::echo);
  }

  /** Answers each line with {@code re: line}. */
  private static void echo(Socket socket) throws IOException {
    var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      socket.getOutputStream().write(("re: " + line + "\n").getBytes(US_ASCII));
    }
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  private static Behavior before(Decision decision) {
    return new Behavior() {
      @Override
      public Decision onBeforeHandle(Exchange exchange) {
        return decision;
      }
    };
  }

  /** Returns a behavior that records calls of its hooks. */
  private Behavior telling(String name) {
    return new Behavior() {
      @Override
      public Decision onBeforeHandle(Exchange exchange) {
        hooks.add(name + " before " + exchange.request().label());
        return Decision.pass();
      }

      @Override
      public Decision onBetweenHandle(Exchange exchange) {
        hooks.add(name + " between");
        return Decision.pass();
      }

      @Override
      public Decision onAfterHandle(Exchange exchange) {
        hooks.add(name + " after " + exchange.request().label());
        return Decision.pass();
      }
    };
  }

  private static Rule rule(
      String name, Condition when, Trigger trigger, int weight, Behavior behavior) {
    return new Rule(
        name,
        when,
        trigger,
        Mix.of(Map.of("test", BigDecimal.valueOf(weight)), known -> behavior),
        false,
        true);
  }

  private static Rule andOn(Rule rule) {
    return new Rule(
        rule.name(),
        true,
        rule.key(),
        rule.when(),
        rule.trigger(),
        rule.mix(),
        true,
        true,
        rule.tally());
  }

  private Proxy open(Rule... rules) {
    return rig.open(new LineProtocol(), backend, new RuleSet(List.of(rules)), Limits.defaults());
  }

  /** Sends requests on a new connection and returns a word for each reply. */
  private String replies(Proxy proxy, String... requests) throws IOException {
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write((String.join("\n", requests) + "\n").getBytes(US_ASCII));
      client.shutdownOutput();
      return new String(client.getInputStream().readAllBytes(), US_ASCII)
          .lines()
          .map(line -> line.startsWith("re: ") ? "ok" : line)
          .collect(Collectors.joining(" "));
    }
  }

  private List<String> faults() {
    return rig.engine.journal().after(0, 1000).stream()
        .map(
            entry ->
                entry.exchange()
                    + " "
                    + entry.rule()
                    + ": "
                    + entry.decision()
                    + " "
                    + entry.request())
        .toList();
  }

  @Test
  void aRuleActsOnWhatItIsAboutAndOnNothingElse() throws IOException {
    Proxy proxy = open(rule("r", like(LineProtocol.LINE, "PAY*"), Trigger.ALWAYS, 100, FAIL));

    assertThat(replies(proxy, "GET 1", "PAY 1", "GET 2", "PAY 2"))
        .isEqualTo("ok ERROR PAY 1 ok ERROR PAY 2");
    assertThat(faults()).containsExactly("2 r: fail ERROR PAY 1", "4 r: fail ERROR PAY 2");
  }

  @Test
  void theFirstThatMatchesAndFiresActs() throws IOException {
    Behavior close = before(Decision.close());
    Proxy proxy =
        open(
            rule("once", like(LineProtocol.LINE, "a"), first(1), 100, FAIL),
            rule("rest", like(LineProtocol.LINE, "a", "b"), Triggers.calls(2, 2), 100, close));

    assertThat(replies(proxy, "a", "b", "c", "a", "d")).isEqualTo("ERROR a ok ok");
    assertThat(faults()).containsExactly("1 once: fail ERROR a", "4 rest: close a");
    Rule rest = proxy.spec().rules().find("rest").orElseThrow();
    // The first exchange was not its to see, and after the fourth there was none.
    assertThat(rest.tally().seen()).isEqualTo(3);
    assertThat(rest.tally().matched()).isEqualTo(2);
    assertThat(rest.tally().fired()).isEqualTo(1);
  }

  @Test
  void oneThatContinuesLetsLaterOnesAct() throws IOException {
    Proxy proxy =
        open(
            andOn(
                rule(
                    "late",
                    like(LineProtocol.LINE, "a"),
                    Trigger.ALWAYS,
                    100,
                    before(Decision.delay(Duration.ofMillis(5))))),
            andOn(
                rule(
                    "later",
                    like(LineProtocol.LINE, "a"),
                    Trigger.ALWAYS,
                    100,
                    before(Decision.delay(Duration.ofMillis(7))))),
            rule("fail", Condition.always(), Trigger.ALWAYS, 100, FAIL),
            rule("never", Condition.always(), Trigger.ALWAYS, 100, before(Decision.reset())));

    assertThat(replies(proxy, "a", "b")).isEqualTo("ERROR a ERROR b");
    assertThat(faults())
        .containsExactly(
            "1 late: delay 5 ms a",
            "1 later: delay 7 ms a",
            "1 fail: fail ERROR a",
            "2 fail: fail ERROR b");
  }

  @Test
  void hooksRunInOrderBeforeAndInReverseAfter() throws IOException {
    Proxy proxy =
        open(
            andOn(rule("one", Condition.always(), Trigger.ALWAYS, 100, telling("one"))),
            andOn(rule("two", Condition.always(), Trigger.ALWAYS, 100, telling("two"))));

    assertThat(replies(proxy, "a")).isEqualTo("ok");
    assertThat(hooks)
        .containsExactly(
            "one before a",
            "two before a",
            "one between",
            "two between",
            "two after a",
            "one after a");
  }

  @Test
  void theFirstThatEndsTheExchangeIsTheLastThatIsAsked() throws IOException {
    Proxy proxy =
        open(
            andOn(rule("fail", Condition.always(), Trigger.ALWAYS, 100, FAIL)),
            andOn(rule("two", Condition.always(), Trigger.ALWAYS, 100, telling("two"))));

    assertThat(replies(proxy, "a")).isEqualTo("ERROR a");
    assertThat(hooks).isEmpty();
  }

  @Test
  void whatLooksAtTheReplyActsOnTheReply() throws IOException {
    Condition both =
        Condition.all(
            List.of(like(LineProtocol.LINE, "b", "c"), like(LineProtocol.REPLY, "re: c")));
    Proxy proxy =
        open(
            rule("request", like(LineProtocol.LINE, "d"), Trigger.ALWAYS, 100, FAIL),
            rule("reply", both, Trigger.ALWAYS, 100, FAIL));

    assertThat(replies(proxy, "a", "b", "c", "d")).isEqualTo("ok ok ERROR c ERROR d");
    assertThat(faults())
        .containsExactlyInAnyOrder("3 reply: fail ERROR c", "4 request: fail ERROR d");
    Tally tally = proxy.spec().rules().find("reply").orElseThrow().tally();
    assertThat(tally.seen()).isEqualTo(3);
    assertThat(tally.nearest().orElseThrow())
        .hasToString(
            "reply: re: b (expected: reply=\"re: c\") at connection 1, exchange 2"
                + " (1 of 2 conditions met)");
  }

  @Test
  void whatLooksAtTheReplyHasItsHooksCalledInTheirOrder() throws IOException {
    Proxy proxy =
        open(
            andOn(
                rule(
                    "request",
                    like(LineProtocol.LINE, "a"),
                    Trigger.ALWAYS,
                    100,
                    telling("request"))),
            rule(
                "reply", like(LineProtocol.REPLY, "re: a"), Trigger.ALWAYS, 100, telling("reply")));

    assertThat(replies(proxy, "a", "b")).isEqualTo("ok ok");
    assertThat(hooks)
        .containsExactly(
            "request before a",
            "request between",
            "reply before a",
            "reply between",
            "reply after a",
            "request after a");
  }

  @Test
  void callsAreCountedForTheProxyOrForEachConnection() throws IOException {
    Proxy proxy =
        open(
            rule("each", like(LineProtocol.LINE, "a"), perConnection(first(2)), 100, FAIL),
            rule("all", like(LineProtocol.LINE, "b"), first(3), 100, FAIL));

    assertThat(replies(proxy, "a", "a", "a", "b", "b"))
        .isEqualTo("ERROR a ERROR a ok ERROR b ERROR b");
    assertThat(replies(proxy, "b", "a", "b", "a", "a")).isEqualTo("ERROR b ERROR a ok ERROR a ok");
  }

  @Test
  void theCallsOfATriggerAreThinnedOutByAWeight() throws IOException {
    Proxy proxy = open(rule("half", Condition.always(), first(100), 50, FAIL));
    String[] requests = IntStream.range(0, 150).mapToObj(i -> "a").toArray(String[]::new);

    List<String> fates = List.of(replies(proxy, requests).replace("ERROR a", "no").split(" "));

    assertThat(fates.subList(0, 100).stream().filter("no"::equals).count()).isBetween(35L, 65L);
    assertThat(fates.subList(100, 150)).containsOnly("ok");
  }

  @Test
  void theDrawsOfARuleDependOnItsNameAndNotOnItsNeighbours() throws IOException {
    String[] requests = IntStream.range(0, 100).mapToObj(i -> "a").toArray(String[]::new);
    Rule half = rule("half", Condition.always(), Trigger.ALWAYS, 50, FAIL);
    Rule none = rule("none", like(LineProtocol.LINE, "z"), Trigger.ALWAYS, 100, FAIL);

    Proxy proxy = open(half);
    String alone = replies(proxy, requests);
    assertThat(alone).contains("ok").contains("ERROR");

    // The same proxy name and seed in an engine of its own: the same connection again.
    try (Rig other = new Rig()) {
      Proxy second =
          other.open(
              new LineProtocol(), backend, new RuleSet(List.of(none, half)), Limits.defaults());
      assertThat(replies(second, requests)).isEqualTo(alone);
    }
  }

  @Test
  void connectionsAndExchangesAreKnownByTheirNumbers() throws IOException {
    Proxy proxy =
        open(
            rule(
                "r",
                Condition.all(
                    List.of(
                        within(OwnAttributes.CONNECTION, 2, 2),
                        within(OwnAttributes.EXCHANGE, 2, 3))),
                Trigger.ALWAYS,
                100,
                FAIL),
            rule(
                "mine",
                Condition.all(
                    List.of(
                        Conditions.from(OwnAttributes.CLIENT, "127.0.0.0/8"),
                        like(LineProtocol.LINE, "z"))),
                Trigger.ALWAYS,
                100,
                FAIL));

    assertThat(replies(proxy, "a", "b", "c", "z")).isEqualTo("ok ok ok ERROR z");
    assertThat(replies(proxy, "a", "b", "c", "d")).isEqualTo("ok ERROR b ERROR c ok");
  }

  @Test
  void timeOpensAndClosesARule() throws IOException {
    Proxy proxy =
        open(
            rule("later", like(LineProtocol.LINE, "a"), after(Duration.ofHours(1)), 100, FAIL),
            rule(
                "now",
                like(LineProtocol.LINE, "b"),
                until(Duration.ofHours(1), first(1)),
                100,
                FAIL),
            rule("soon", like(LineProtocol.LINE, "c"), after(Duration.ofMillis(100)), 100, FAIL));

    assertThat(replies(proxy, "a", "b", "b")).isEqualTo("ok ERROR b ok");
    await().until(() -> replies(proxy, "c").equals("ERROR c"));
  }

  @Test
  void oneThatIsSwitchedOffCountsOnWhenItIsOnAgain() throws IOException {
    Rule first = rule("first", Condition.always(), first(2), 100, FAIL);
    Proxy proxy = open(first);
    assertThat(replies(proxy, "a")).isEqualTo("ERROR a");

    proxy.setRules(new RuleSet(List.of(first.withEnabled(false))));
    assertThat(replies(proxy, "a")).isEqualTo("ok");
    proxy.setRules(new RuleSet(List.of(first.withEnabled(true))));

    assertThat(replies(proxy, "a", "a")).isEqualTo("ERROR a ok");
    assertThat(first.tally()).hasToString("saw 3, matched 3, fired 2");
  }

  @Test
  void aRuleThatIsGoneIsSummedUpInTheJournal() throws IOException {
    Proxy proxy = open(rule("r", like(LineProtocol.LINE, "PAY*"), Trigger.ALWAYS, 100, FAIL));
    replies(proxy, "GET 1");
    proxy.setRules(RuleSet.none());

    assertThat(rig.engine.journal().after(0, 10))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.origin()).isEqualTo(Journal.Origin.SUMMARY);
              assertThat(entry.rule()).isEqualTo("r");
              assertThat(entry.direction()).isNull();
              assertThat(entry.decision())
                  .isEqualTo(
                      "saw 1, matched 0, fired 0; nearest miss: line: GET 1"
                          + " (expected: line=PAY*) at connection 1, exchange 1");
            });
  }

  @Test
  void aMixIsReplacedWhereItStands() {
    Mix mix = Mix.of(Map.of("test", BigDecimal.TEN), name -> FAIL);
    Rule rule = rule("r", Condition.always(), Trigger.ALWAYS, 100, FAIL);
    RuleSet rules = new RuleSet(List.of(Rule.of(mix), rule));

    assertThat(rules.withMix(Optional.empty()).rules()).containsExactly(rule);
    assertThat(rules.withMix(Optional.of(mix)).rules())
        .extracting(Rule::name)
        .containsExactly("mix", "r");
    assertThat(RuleSet.none().withMix(Optional.of(mix))).hasToString("10:test");
    assertThat(RuleSet.none()).hasToString("100:dummy");
  }

  @Test
  void refusesTwoOfOneName() {
    Rule rule = rule("r", Condition.always(), Trigger.ALWAYS, 100, FAIL);
    assertThatThrownBy(() -> new RuleSet(List.of(rule, rule)))
        .isInstanceOf(OptionException.class)
        .hasMessage("rules: r (expected: each name once)");
  }
}
