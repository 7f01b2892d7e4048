package io.galopin.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Protocol;
import io.galopin.engine.GreetedLines;
import io.galopin.engine.HelloLayer;
import io.galopin.engine.LineProtocol;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Expectation;
import io.galopin.engine.match.Glob;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Term;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.Replay;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Protocols below another on the same connection. */
class LayersTest {

  private static final Condition HELLO = Condition.has(HelloLayer.WHO);
  private static final Term LINE = new Term(LineProtocol.LINE, "");

  private final HelloLayer hello = new HelloLayer();
  private final List<String> asked = new ArrayList<>();
  private Spoken talk = above(new LineProtocol());

  private Spoken above(Protocol protocol) {
    Spoken layered = new Spoken(protocol);
    layered.proxy.layers = List.of(Made.of(HelloLayer.NAME, hello));
    return layered;
  }

  @AfterEach
  void leavesNothingBehind() {
    talk.leftNothingBehind();
  }

  private static Condition is(Term term, String value) {
    return Condition.test(term, "=", new Expectation.Like(new Glob(value, false)));
  }

  /** Notes which exchanges it is asked about. */
  private Behavior noting(Decision decision) {
    return new Behavior() {
      @Override
      public Decision onBeforeHandle(Exchange exchange) {
        asked.add((exchange.layer() + " " + exchange.ordinal() + " " + exchange.label()).strip());
        return decision;
      }
    };
  }

  private void rules(Rule... rules) {
    talk.proxy.rules = new RuleSet(List.of(rules));
  }

  private Connection start() {
    Connection connection = talk.start();
    talk.backend();
    return connection;
  }

  /** Client and backend shake hands, and the client asks twice. */
  private Connection shaken() {
    Connection connection = start();
    talk.clientSays("HELLO joe\n");
    talk.backendSays("OK 2\n");
    talk.clientSays("a\nb\n");
    return connection;
  }

  @Test
  void theProtocolAboveBeginsWhenTheLayerIsOver() {
    rules(Spoken.rule("all", Condition.always(), noting(Decision.pass())));
    Connection connection = shaken();
    talk.backendSays("1\n2\n");

    assertThat(talk.atBackend).hasToString("HELLO joe\na\nb\n");
    assertThat(talk.atClient).hasToString("OK 2\n1\n2\n");
    assertThat(asked).containsExactly("1 a", "2 b");
    assertThat(talk.proxy.told).containsExactly("connected", "exchange", "exchange");
    assertThat(hello.told).isEmpty();
    talk.drop(connection);
    assertThat(hello.told).containsExactly("closed");
  }

  @Test
  void itMakesNoDifferenceHowTheBytesArrive() {
    rules(Spoken.rule("all", Condition.always(), noting(Decision.pass())));
    Connection connection = start();
    talk.clientSpells("HELLO joe\na\n");
    assertThat(talk.atBackend).hasToString("HELLO joe\n");
    talk.backendSpells("OK 2\n1\n");

    assertThat(talk.atBackend).hasToString("HELLO joe\na\n");
    assertThat(talk.atClient).hasToString("OK 2\n1\n");
    assertThat(asked).containsExactly("1 a");
    talk.drop(connection);
  }

  @Test
  void aLayerMayBeOverWithItsRequest() {
    rules(
        Spoken.rule("first", HELLO, noting(Decision.pass())),
        Spoken.rule("all", Condition.always(), noting(Decision.pass())));
    Connection connection = start();
    talk.clientSays("FROM joe\na\n");
    talk.backendSays("1\n");

    assertThat(talk.atBackend).hasToString("FROM joe\na\n");
    assertThat(talk.atClient).hasToString("1\n");
    assertThat(asked).containsExactly("hello 0 FROM joe", "1 a");
    talk.drop(connection);
  }

  @Test
  void aRuleIsAboutTheHighestThingThatItNames() {
    Condition some = Condition.all(List.of(is(HelloLayer.WHO, "j*"), is(LINE, "b")));
    rules(
        Spoken.rule("hello", is(HelloLayer.WHO, "joe"), noting(Decision.pass())),
        Spoken.rule("other", is(HelloLayer.WHO, "ann"), noting(Decision.pass())),
        Spoken.rule("some", some, noting(Decision.fail(Failure.ERROR))));
    Connection connection = shaken();

    assertThat(asked).containsExactly("hello 0 HELLO joe", "2 b");
    assertThat(talk.atBackend).hasToString("HELLO joe\na\n");
    talk.drop(connection);
  }

  @Test
  void whatTheBackendSaysInALayerHoldsFromTheFirstRequestOn() {
    Term exchange = new Term(OwnAttributes.EXCHANGE, "");
    Condition old = Condition.all(List.of(is(HelloLayer.VERSION, "2"), Condition.has(exchange)));
    rules(
        Spoken.rule("reply", is(HelloLayer.VERSION, "2"), noting(Decision.pass())),
        Spoken.rule("old", old, noting(Decision.fail(Failure.ERROR))));
    Connection connection = shaken();

    assertThat(asked).containsExactly("hello 0 HELLO joe", "1 a", "2 b");
    assertThat(talk.atBackend).hasToString("HELLO joe\n");
    assertThat(talk.atClient.toString()).startsWith("OK 2\n").isNotEqualTo("OK 2\n");
    talk.drop(connection);
  }

  @ParameterizedTest
  @CsvSource({"HELLO joe", "FROM joe"})
  void aFailureIsTheLayersOwnAndCloses(String first) {
    rules(Spoken.rule("r", HELLO, Spoken.before(Decision.fail(Failure.ERROR))));
    start();
    talk.clientSays(first + "\na\n");

    assertThat(talk.atClient).hasToString("NO error\n|");
    assertThat(talk.atBackend.toString()).doesNotContain("joe");
    assertThat(talk.journal()).containsExactly("0 " + first + ": fail error");
    assertThat(talk.proxy.journal().after(0, 9))
        .extracting(Journal.Entry::layer)
        .containsExactly("hello");
    talk.client.peerEnds();
    talk.time.run();
  }

  @Test
  void whatFollowsWaitsWhileTheLayerIsDelayed() {
    rules(Spoken.rule("r", HELLO, Spoken.before(Decision.delay(Duration.ofSeconds(3)))));
    Connection connection = start();
    talk.clientSays("FROM joe\na\nb\n");
    assertThat(talk.atBackend).hasToString("");

    talk.time.advance(Duration.ofSeconds(3));
    talk.backendSays("1\n2\n");

    assertThat(talk.atBackend).hasToString("FROM joe\na\nb\n");
    assertThat(talk.atClient).hasToString("1\n2\n");
    talk.drop(connection);
  }

  @Test
  void theGreetingAboveIsAnOpeningOfItsOwn() {
    talk = above(new GreetedLines());
    rules(
        Spoken.rule("hello", HELLO, noting(Decision.delay(Duration.ofSeconds(1)))),
        Spoken.rule("opening", Spoken.OPENING, noting(Decision.fail(Failure.ERROR))));
    start();
    talk.clientSays("HELLO joe\n");
    talk.time.advance(Duration.ofSeconds(1));
    talk.backendSays("OK 2\nwelcome\n");

    assertThat(talk.atClient).hasToString("OK 2\nERROR hello\n|");
    assertThat(asked).containsExactly("hello 0 HELLO joe", "0 hello");
    assertThat(talk.journal()).containsExactly("0 HELLO joe: delay 1 s", "0 hello: fail ERROR");
    talk.client.peerEnds();
    talk.time.run();
  }

  @Test
  void aGreetingAboveThatPassesIsRepliedByTheBackend() {
    talk = above(new GreetedLines());
    Connection connection = start();
    talk.clientSays("FROM joe\n");
    talk.backendSays("welcome\n");
    talk.clientSays("a\n");
    talk.backendSays("1\n");

    assertThat(talk.atBackend).hasToString("FROM joe\na\n");
    assertThat(talk.atClient).hasToString("welcome\n1\n");
    assertThat(talk.proxy.told).containsExactly("connected", "exchange");
    talk.drop(connection);
  }

  @Test
  void theExchangesAboveDrawAsWithoutLayers() {
    List<Double> drawn = new ArrayList<>();
    Behavior draws =
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            drawn.add(exchange.draw("x"));
            return Decision.pass();
          }
        };
    talk = new Spoken(new LineProtocol());
    rules(Spoken.rule("all", Condition.always(), draws));
    Connection plain = start();
    talk.clientSays("a\nb\n");
    talk.drop(plain);
    List<Double> without = List.copyOf(drawn);

    talk = above(new LineProtocol());
    rules(
        Spoken.rule("hello", HELLO, noting(Decision.pass())),
        Spoken.rule("all", Condition.always(), draws));
    Connection layered = shaken();

    assertThat(drawn.subList(2, drawn.size())).isEqualTo(without).hasSize(2);
    talk.drop(layered);
  }

  @Test
  void aReplayTellsTheOpeningsApart() {
    talk = above(new GreetedLines());
    rules(
        Spoken.rule("hello", HELLO, noting(Decision.delay(Duration.ofSeconds(1)))),
        Spoken.rule("opening", Spoken.OPENING, noting(Decision.delay(Duration.ofSeconds(2)))));
    conversation();
    List<String> recorded = talk.journal();
    Replay replay = new Replay(faults());
    talk = above(new GreetedLines());
    talk.proxy.rules = replay.rules("web");

    conversation();

    assertThat(talk.journal()).isEqualTo(recorded).hasSize(2);
    assertThat(replay.missing()).isEmpty();
  }

  private void conversation() {
    Connection connection = start();
    talk.clientSays("FROM joe\n");
    talk.time.advance(Duration.ofSeconds(5));
    talk.backendSays("welcome\n");
    talk.drop(connection);
  }

  private List<Replay.Fault> faults() {
    List<Replay.Fault> faults = new ArrayList<>();
    for (Journal.Entry entry : talk.proxy.journal().after(0, 9)) {
      faults.add(
          new Replay.Fault(
              entry.proxy(),
              new Replay.Place(entry.connection(), entry.layer(), entry.exchange()),
              entry.identity(),
              entry.rule(),
              entry.ruleKey(),
              entry.plugin(),
              entry.request(),
              entry.digest(),
              entry.done()));
    }
    return faults;
  }

  @Test
  void aLayerWithNothingAboveGoesOnInTurns() {
    talk = new Spoken(hello);
    rules(Spoken.rule("all", Condition.always(), noting(Decision.pass())));
    Connection connection = shaken();
    talk.backendSays("1");
    talk.clientSays("c");

    assertThat(talk.atBackend).hasToString("HELLO joe\na\nb\nc");
    assertThat(asked).containsExactly("1 4 bytes", "2 1 byte");
    talk.drop(connection);
    assertThat(hello.told).containsExactly("closed");
  }

  @ParameterizedTest
  @CsvSource({
    "cutRequest, cutRequest: java.lang.IllegalStateException",
    "cutReply, cutReply: java.lang.IllegalStateException",
    "attribute, attribute: java.lang.IllegalStateException",
  })
  void whatALayerThrowsNamesIt(String method, String told) {
    hello.fails = method;
    rules(Spoken.rule("r", Condition.all(List.of(HELLO, is(LINE, "a"))), noting(Decision.pass())));
    shaken();

    assertThat(talk.journal())
        .singleElement()
        .asString()
        .contains("protocol hello failed in " + told);
    assertThat(talk.atClient.toString()).endsWith("!");
  }

  @Test
  void handingOverBeforeTheReplyIsAFailureOfTheLayer() {
    hello.fails = "early";
    start();
    talk.clientSays("HELLO joe\n");

    assertThat(talk.journal())
        .singleElement()
        .asString()
        .contains("protocol hello failed in its session: handed over too early");
  }

  @Test
  void aSecondExchangeOfALayerIsAFailure() {
    hello.fails = "again";
    start();
    talk.clientSays("HELLO joe\nHELLO joe\n");

    assertThat(talk.journal())
        .singleElement()
        .asString()
        .contains("protocol hello failed in its session: opened a connection again");
  }

  @Test
  void aRefusalInALayerEndsTheConnection() {
    start();
    talk.clientSays("GET /\n");
    talk.client.peerEnds();
    talk.time.run();

    assertThat(talk.journal()).containsExactly("0 : refused: no HELLO");
    assertThat(talk.atClient).hasToString("|");
  }
}
