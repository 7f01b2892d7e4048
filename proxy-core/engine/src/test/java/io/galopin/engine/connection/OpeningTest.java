package io.galopin.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Pairing;
import io.galopin.api.Request;
import io.galopin.api.Session;
import io.galopin.engine.GreetedLines;
import io.galopin.engine.LineProtocol;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Term;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Replay;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.testbed.VirtualSocket;
import io.galopin.testbed.VirtualTime;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The opening of a connection: exchange 0. */
class OpeningTest {

  private static final Condition OPENING = Condition.is(new Term(OwnAttributes.OPENING, ""));

  private final VirtualTime time = new VirtualTime();
  private final Wire atClient = new Wire();
  private final Wire atBackend = new Wire();
  private final VirtualSocket client = VirtualSocket.accepted(time.loop()).tell(atClient);
  private final List<VirtualSocket> dialled = new ArrayList<>();
  private VirtualProxy proxy = new VirtualProxy(new GreetedLines());
  private boolean gone;

  private Connection start() {
    proxy.network = proxy.network.andThen(dialled::add);
    proxy.rules.rules().forEach(rule -> rule.tally().start(time.loop().ticker().nanoTime()));
    Connection connection = new Connection(proxy, 1, client, ended -> gone = true);
    connection.start();
    time.run();
    return connection;
  }

  private void clientSays(String text) {
    client.say(Wire.bytes(text));
    time.run();
  }

  private void backendSays(String text) {
    dialled.get(0).tell(atBackend).say(Wire.bytes(text));
    time.run();
  }

  private static Behavior before(Decision decision) {
    return new Behavior() {
      @Override
      public Decision onBeforeHandle(Exchange exchange) {
        return decision;
      }
    };
  }

  private static Rule rule(Condition when, Behavior behavior) {
    Mix mix = Mix.of(Map.of("acts", BigDecimal.valueOf(100)), same -> behavior);
    return new Rule("r", when, Trigger.ALWAYS, mix, false, true);
  }

  private static RuleSet atOpening(Decision decision) {
    return new RuleSet(List.of(rule(OPENING, before(decision))));
  }

  private List<String> journal() {
    return proxy.journal().after(0, 1_000).stream()
        .map(entry -> entry.exchange() + " " + entry.request() + ": " + entry.decision())
        .toList();
  }

  private void drop(Connection connection) {
    connection.drop();
    time.run();
  }

  @AfterEach
  void leavesNothingBehind() {
    time.advance(Duration.ofSeconds(3));
    assertThat(gone).isTrue();
    assertThat(proxy.memory().held()).isZero();
    assertThat(time.hasTimers()).isFalse();
  }

  @Test
  void aGreetingIsNoExchangeThatCounts() {
    List<Long> ordinals = new ArrayList<>();
    Behavior notes =
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            ordinals.add(exchange.ordinal());
            return Decision.pass();
          }
        };
    proxy.rules =
        new RuleSet(
            List.of(
                rule(OPENING, notes),
                new Rule(
                    "s",
                    Condition.always(),
                    Trigger.ALWAYS,
                    Mix.of(Map.of("acts", BigDecimal.valueOf(100)), same -> notes),
                    false,
                    true)));
    Connection connection = start();
    backendSays("welcome\n");
    clientSays("a\nb\n");

    assertThat(atClient).hasToString("welcome\n");
    assertThat(atBackend).hasToString("a\nb\n");
    assertThat(ordinals).containsExactly(0L, 1L, 2L);
    assertThat(proxy.told).containsExactly("connected", "exchange", "exchange");
    drop(connection);
  }

  @Test
  void aGreetingThatFailsClosesAndTheBackendIsNeverDialed() {
    proxy.rules = atOpening(Decision.fail(Failure.ERROR));
    start();

    assertThat(atClient).hasToString("ERROR hello\n|");
    assertThat(dialled).isEmpty();
    assertThat(proxy.told).isEmpty();
    assertThat(journal()).containsExactly("0 hello: fail ERROR");
    client.peerEnds();
  }

  @Test
  void theBackendIsDialedAfterTheDelayOfTheGreeting() {
    proxy.rules = atOpening(Decision.delay(Duration.ofSeconds(5)));
    Connection connection = start();
    clientSays("a\n");
    time.advance(Duration.ofSeconds(5).minusNanos(1));
    assertThat(dialled).isEmpty();

    time.advance(Duration.ofNanos(1));

    dialled.get(0).tell(atBackend);
    time.run();
    backendSays("welcome\n1\n");
    assertThat(atClient).hasToString("welcome\n1\n");
    assertThat(journal()).containsExactly("0 hello: delay 5 s");
    drop(connection);
  }

  @Test
  void aClientThatLeavesDuringTheDelayLeavesNothing() {
    proxy.rules = atOpening(Decision.delay(Duration.ofSeconds(5)));
    start();
    clientSays("a\n");

    client.peerResets();
    time.run();

    assertThat(gone).isTrue();
    time.advance(Duration.ofSeconds(10));
    assertThat(dialled).isEmpty();
  }

  @Test
  void rulesThatDoNotNameTheOpeningNeverSeeIt() {
    Rule mix =
        Rule.of(
            Mix.of(
                Map.of("acts", BigDecimal.valueOf(100)),
                same -> before(Decision.fail(Failure.ERROR))));
    proxy.rules = new RuleSet(List.of(mix));
    Connection connection = start();
    backendSays("welcome\n");
    clientSays("a\n");

    assertThat(atClient).hasToString("welcome\nERROR a\n");
    assertThat(mix.tally().seen()).isEqualTo(1);
    assertThat(journal()).containsExactly("1 a: fail ERROR");
    drop(connection);
  }

  @Test
  void aRuleOfOpeningsIsNotAskedAboutOtherExchanges() {
    Rule ofOpenings = rule(OPENING, before(Decision.pass()));
    Rule mix =
        Rule.of(
            Mix.of(
                Map.of("acts", BigDecimal.valueOf(100)),
                same -> before(Decision.fail(Failure.ERROR))));
    proxy.rules = new RuleSet(List.of(mix, ofOpenings));
    Connection connection = start();
    backendSays("welcome\n");
    clientSays("a\nb\n");

    assertThat(ofOpenings.tally().seen()).isEqualTo(1);
    assertThat(ofOpenings.tally().taken()).isZero();
    drop(connection);
  }

  private RuleSet failingSome(List<Long> failed) {
    Behavior fails =
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            failed.add(exchange.ordinal());
            return Decision.fail(Failure.ERROR);
          }
        };
    return RuleSet.of(Mix.of(Map.of("acts", BigDecimal.valueOf(30)), same -> fails));
  }

  @Test
  void theDrawsOfOtherExchangesStayAsTheyAre() {
    List<Long> failed = new ArrayList<>();
    proxy.rules = failingSome(failed);
    Connection connection = start();
    backendSays("welcome\n");
    clientSays("a\n".repeat(40));
    drop(connection);

    List<Long> without = new ArrayList<>();
    VirtualProxy unopened = new VirtualProxy(new LineProtocol());
    unopened.rules = failingSome(without);
    VirtualSocket other = VirtualSocket.accepted(time.loop()).tell(new Wire());
    Connection another = new Connection(unopened, 1, other, ended -> {});
    another.start();
    other.say(Wire.bytes("a\n".repeat(40)));
    time.run();
    drop(another);

    assertThat(failed).hasSizeBetween(5, 20).isEqualTo(without);
  }

  @Test
  void aClientThatSpeaksFirstIsAnsweredAfterTheGreeting() {
    proxy.network = socket -> {};
    Connection connection = start();
    for (char each : "ab\nc\n".toCharArray()) {
      clientSays(String.valueOf(each));
    }
    dialled.get(0).tell(atBackend).connected();
    time.run();
    assertThat(atBackend).hasToString("ab\nc\n");
    for (char each : "welcome\n1\n2\n".toCharArray()) {
      backendSays(String.valueOf(each));
    }

    assertThat(atClient).hasToString("welcome\n1\n2\n");
    assertThat(proxy.told).containsExactly("exchange", "exchange", "connected");
    drop(connection);
  }

  @Test
  void aLoginBelongsToTheOpening() {
    proxy.rules =
        new RuleSet(
            List.of(
                rule(
                    OPENING,
                    new Behavior() {
                      @Override
                      public Decision onAfterHandle(Exchange exchange) {
                        return exchange.reply().label().equals("in")
                            ? Decision.fail(Failure.ERROR)
                            : Decision.pass();
                      }
                    })));
    start();
    backendSays("~welcome\n");
    clientSays("+me\n");
    backendSays("~prove it\n");
    clientSays("+secret\n");
    assertThat(atClient).hasToString("~welcome\n~prove it\n");
    assertThat(atBackend).hasToString("+me\n+secret\n");

    backendSays("in\n");

    assertThat(atClient).hasToString("~welcome\n~prove it\nERROR hello\n|");
    assertThat(journal()).containsExactly("0 hello: fail ERROR");
    assertThat(proxy.told).containsExactly("connected");
    client.peerEnds();
  }

  @Test
  void aRequestDuringTheLoginDoesNotEndIt() {
    Connection connection = start();
    backendSays("~welcome\n");
    clientSays("+me\na\n");
    backendSays("in\n1\n");

    assertThat(atClient).hasToString("~welcome\nin\n1\n");
    assertThat(atBackend).hasToString("+me\na\n");
    drop(connection);
  }

  @Test
  void refusesWhatIsNoLoginInPlaceOfTheReply() {
    start();
    backendSays("~welcome\n");
    clientSays("+me\n?\n");

    assertThat(atClient).hasToString("~welcome\nREFUSED\n|");
    client.peerEnds();
  }

  @Test
  void tellsThatThereIsNobodyToGreet() {
    proxy.network = socket -> {};
    start();

    dialled.get(0).refuse(new IOException("Connection refused"));
    time.run();

    assertThat(atClient).hasToString("TROUBLE hello\n|");
    assertThat(proxy.told).containsExactly("not connected");
    client.peerEnds();
  }

  @Test
  void aBackendThatNeverGreetsIsIdle() {
    proxy.idleTimeout = Optional.of(Duration.ofSeconds(30));
    start();
    dialled.get(0).tell(atBackend);
    time.advance(Duration.ofSeconds(30));

    assertThat(atClient).hasToString("|");
    assertThat(atBackend).hasToString("|");
  }

  @Test
  void aBackendThatEndsInPlaceOfAGreetingEndsTheConnection() {
    start();
    dialled.get(0).tell(atBackend).peerEnds();
    time.run();

    assertThat(atClient).hasToString("|");
    client.peerEnds();
  }

  @Test
  void aPluginThatFailsToGreetIsNamed() {
    proxy =
        new VirtualProxy(
            new GreetedLines() {
              @Override
              public Session open(Pairing pairing) {
                return new LineSession(pairing) {
                  @Override
                  public Request greeting() {
                    throw new IllegalStateException("no manners");
                  }
                };
              }
            });
    start();
    time.advance(Duration.ofMillis(300));

    assertThat(atClient).hasToString("!");
    assertThat(dialled).isEmpty();
    assertThat(journal()).hasSize(1).first().asString().contains("greeting", "no manners");
  }

  @Test
  void aConnectionOpensOnlyOnce() {
    start();
    backendSays("welcome\n");
    clientSays("hello again\n");
    time.advance(Duration.ofMillis(300));

    assertThat(atClient).hasToString("welcome\n!");
    assertThat(journal()).hasSize(1).first().asString().contains("opened a connection again");
  }

  @Test
  void aClientThatFloodsBeforeTheGreetingIsNotRead() {
    proxy.network = socket -> {};
    proxy.rules = atOpening(Decision.delay(Duration.ofSeconds(5)));
    Connection connection = start();
    for (int i = 0; i < 100; i++) {
      clientSays(("x".repeat(9_999) + "\n").repeat(10));
    }

    assertThat(client.config().isAutoRead()).isFalse();
    assertThat(proxy.memory().held()).isPositive().isLessThan(4 << 20);
    drop(connection);
  }

  @Test
  void rulesThatComeDuringTheOpeningActFromTheNextExchangeOn() {
    Connection connection = start();
    proxy.rules =
        atOpening(Decision.fail(Failure.ERROR))
            .withMix(
                Optional.of(
                    Mix.of(
                        Map.of("acts", BigDecimal.valueOf(100)),
                        same -> before(Decision.fail(Failure.ERROR)))));
    connection.guard(connection::rulesChanged);
    backendSays("welcome\n");
    clientSays("a\n");

    assertThat(atClient).hasToString("welcome\nERROR a\n");
    drop(connection);
  }

  @Test
  void aHangInPlaceOfTheGreetingEndsWithItsRule() {
    proxy.rules = atOpening(Decision.hang());
    Connection connection = start();
    clientSays("a\n");
    assertThat(atClient).hasToString("");
    assertThat(dialled).isEmpty();

    proxy.rules = RuleSet.none();
    connection.guard(connection::rulesChanged);
    time.run();

    assertThat(atClient).hasToString("|");
    client.peerEnds();
  }

  @Test
  void aLostGreetingClosesBothSides() {
    proxy.rules = atOpening(Decision.act(new Action.Lose(Action.End.CLOSE)));
    start();
    backendSays("welcome\n");

    assertThat(atClient).hasToString("|");
    assertThat(atBackend).hasToString("|");
    assertThat(journal()).containsExactly("0 hello: lose the reply, close");
    client.peerEnds();
  }

  @Test
  void aReplayRepeatsTheFaultOfAnOpening() {
    proxy.rules = atOpening(Decision.fail(Failure.ERROR));
    start();
    client.peerEnds();
    time.advance(Duration.ofSeconds(3));
    Journal.Entry recorded = proxy.journal().after(0, 1).get(0);
    Replay replay =
        new Replay(
            List.of(
                new Replay.Fault(
                    "web",
                    new Replay.Place(recorded.connection(), recorded.exchange()),
                    "",
                    recorded.rule(),
                    recorded.ruleKey(),
                    recorded.plugin(),
                    recorded.request(),
                    recorded.digest(),
                    recorded.done())));

    VirtualProxy again = new VirtualProxy(new GreetedLines());
    again.rules = replay.rules("web");
    Wire atOther = new Wire();
    VirtualSocket other = VirtualSocket.accepted(time.loop()).tell(atOther);
    new Connection(again, 1, other, ended -> {}).start();
    other.peerEnds();
    time.run();

    assertThat(atOther).hasToString("ERROR hello\n|");
    assertThat(replay.missing()).isEmpty();
    assertThat(again.journal().after(0, 10))
        .extracting(entry -> entry.exchange() + entry.rule() + entry.decision())
        .containsExactly(recorded.exchange() + recorded.rule() + recorded.decision());
  }
}
