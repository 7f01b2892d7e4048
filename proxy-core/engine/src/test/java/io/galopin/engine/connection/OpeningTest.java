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
import io.galopin.engine.match.Trigger;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Replay;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.testbed.VirtualSocket;
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

  private Spoken talk = new Spoken(new GreetedLines());

  @AfterEach
  void leavesNothingBehind() {
    talk.leftNothingBehind();
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
    talk.proxy.rules =
        new RuleSet(
            List.of(
                Spoken.rule("r", Spoken.OPENING, notes),
                new Rule(
                    "s",
                    Condition.always(),
                    Trigger.ALWAYS,
                    Mix.of(Map.of("acts", BigDecimal.valueOf(100)), same -> notes),
                    false,
                    true)));
    Connection connection = talk.start();
    talk.backendSays("welcome\n");
    talk.clientSays("a\nb\n");

    assertThat(talk.atClient).hasToString("welcome\n");
    assertThat(talk.atBackend).hasToString("a\nb\n");
    assertThat(ordinals).containsExactly(0L, 1L, 2L);
    assertThat(talk.proxy.told).containsExactly("connected", "exchange", "exchange");
    talk.drop(connection);
  }

  @Test
  void aGreetingThatFailsClosesAndTheBackendIsNeverDialed() {
    talk.proxy.rules = Spoken.atOpening(Decision.fail(Failure.ERROR));
    talk.start();

    assertThat(talk.atClient).hasToString("ERROR hello\n|");
    assertThat(talk.dialled).isEmpty();
    assertThat(talk.proxy.told).isEmpty();
    assertThat(talk.journal()).containsExactly("0 hello: fail ERROR");
    talk.client.peerEnds();
  }

  @Test
  void theBackendIsDialedAfterTheDelayOfTheGreeting() {
    talk.proxy.rules = Spoken.atOpening(Decision.delay(Duration.ofSeconds(5)));
    Connection connection = talk.start();
    talk.clientSays("a\n");
    talk.time.advance(Duration.ofSeconds(5).minusNanos(1));
    assertThat(talk.dialled).isEmpty();

    talk.time.advance(Duration.ofNanos(1));

    talk.dialled.get(0).tell(talk.atBackend);
    talk.time.run();
    talk.backendSays("welcome\n1\n");
    assertThat(talk.atClient).hasToString("welcome\n1\n");
    assertThat(talk.journal()).containsExactly("0 hello: delay 5 s");
    talk.drop(connection);
  }

  @Test
  void theTimeToConnectCountsFromTheDial() {
    talk.proxy.rules = Spoken.atOpening(Decision.delay(Duration.ofSeconds(100)));
    Connection connection = talk.start();
    talk.time.advance(Duration.ofSeconds(100));

    talk.backendSays("welcome\n");
    assertThat(talk.atClient).hasToString("welcome\n");
    talk.drop(connection);
  }

  @Test
  void aClientThatLeavesDuringTheDelayLeavesNothing() {
    talk.proxy.rules = Spoken.atOpening(Decision.delay(Duration.ofSeconds(5)));
    talk.start();
    talk.clientSays("a\n");

    talk.client.peerResets();
    talk.time.run();

    assertThat(talk.isGone()).isTrue();
    talk.time.advance(Duration.ofSeconds(10));
    assertThat(talk.dialled).isEmpty();
  }

  @Test
  void rulesThatDoNotNameTheOpeningNeverSeeIt() {
    Rule mix =
        Rule.of(
            Mix.of(
                Map.of("acts", BigDecimal.valueOf(100)),
                same -> Spoken.before(Decision.fail(Failure.ERROR))));
    talk.proxy.rules = new RuleSet(List.of(mix));
    Connection connection = talk.start();
    talk.backendSays("welcome\n");
    talk.clientSays("a\n");

    assertThat(talk.atClient).hasToString("welcome\nERROR a\n");
    assertThat(mix.tally().seen()).isEqualTo(1);
    assertThat(talk.journal()).containsExactly("1 a: fail ERROR");
    talk.drop(connection);
  }

  @Test
  void aRuleOfOpeningsIsNotAskedAboutOtherExchanges() {
    Rule ofOpenings = Spoken.rule("r", Spoken.OPENING, Spoken.before(Decision.pass()));
    Rule mix =
        Rule.of(
            Mix.of(
                Map.of("acts", BigDecimal.valueOf(100)),
                same -> Spoken.before(Decision.fail(Failure.ERROR))));
    talk.proxy.rules = new RuleSet(List.of(mix, ofOpenings));
    Connection connection = talk.start();
    talk.backendSays("welcome\n");
    talk.clientSays("a\nb\n");

    assertThat(ofOpenings.tally().seen()).isEqualTo(1);
    assertThat(ofOpenings.tally().taken()).isZero();
    talk.drop(connection);
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
    talk.proxy.rules = failingSome(failed);
    Connection connection = talk.start();
    talk.backendSays("welcome\n");
    talk.clientSays("a\n".repeat(40));
    talk.drop(connection);

    List<Long> without = new ArrayList<>();
    VirtualProxy unopened = new VirtualProxy(new LineProtocol());
    unopened.rules = failingSome(without);
    VirtualSocket other = VirtualSocket.accepted(talk.time.loop()).tell(new Wire());
    Connection another = new Connection(unopened, 1, other, ended -> {});
    another.start();
    other.say(Wire.bytes("a\n".repeat(40)));
    talk.time.run();
    talk.drop(another);

    assertThat(failed).hasSizeBetween(5, 20).isEqualTo(without);
  }

  @Test
  void aClientThatSpeaksFirstIsAnsweredAfterTheGreeting() {
    talk.proxy.network = socket -> {};
    Connection connection = talk.start();
    for (char each : "ab\nc\n".toCharArray()) {
      talk.clientSays(String.valueOf(each));
    }
    talk.dialled.get(0).tell(talk.atBackend).connected();
    talk.time.run();
    assertThat(talk.atBackend).hasToString("ab\nc\n");
    for (char each : "welcome\n1\n2\n".toCharArray()) {
      talk.backendSays(String.valueOf(each));
    }

    assertThat(talk.atClient).hasToString("welcome\n1\n2\n");
    assertThat(talk.proxy.told).containsExactly("exchange", "exchange", "connected");
    talk.drop(connection);
  }

  @Test
  void aLoginBelongsToTheOpening() {
    talk.proxy.rules =
        new RuleSet(
            List.of(
                Spoken.rule(
                    "r",
                    Spoken.OPENING,
                    new Behavior() {
                      @Override
                      public Decision onAfterHandle(Exchange exchange) {
                        return exchange.reply().label().equals("in")
                            ? Decision.fail(Failure.ERROR)
                            : Decision.pass();
                      }
                    })));
    talk.start();
    talk.backendSays("~welcome\n");
    talk.clientSays("+me\n");
    talk.backendSays("~prove it\n");
    talk.clientSays("+secret\n");
    assertThat(talk.atClient).hasToString("~welcome\n~prove it\n");
    assertThat(talk.atBackend).hasToString("+me\n+secret\n");

    talk.backendSays("in\n");

    assertThat(talk.atClient).hasToString("~welcome\n~prove it\nERROR hello\n|");
    assertThat(talk.journal()).containsExactly("0 hello: fail ERROR");
    assertThat(talk.proxy.told).containsExactly("connected");
    talk.client.peerEnds();
  }

  @Test
  void aRequestDuringTheLoginDoesNotEndIt() {
    Connection connection = talk.start();
    talk.backendSays("~welcome\n");
    talk.clientSays("+me\na\n");
    talk.backendSays("in\n1\n");

    assertThat(talk.atClient).hasToString("~welcome\nin\n1\n");
    assertThat(talk.atBackend).hasToString("+me\na\n");
    talk.drop(connection);
  }

  @Test
  void refusesWhatIsNoLoginInPlaceOfTheReply() {
    talk.start();
    talk.backendSays("~welcome\n");
    talk.clientSays("+me\n?\n");

    assertThat(talk.atClient).hasToString("~welcome\nREFUSED\n|");
    talk.client.peerEnds();
  }

  @Test
  void tellsThatThereIsNobodyToGreet() {
    talk.proxy.network = socket -> {};
    talk.start();

    talk.dialled.get(0).refuse(new IOException("Connection refused"));
    talk.time.run();

    assertThat(talk.atClient).hasToString("TROUBLE hello\n|");
    assertThat(talk.proxy.told).containsExactly("not connected");
    talk.client.peerEnds();
  }

  @Test
  void aBackendThatNeverGreetsIsIdle() {
    talk.proxy.idleTimeout = Optional.of(Duration.ofSeconds(30));
    talk.start();
    talk.dialled.get(0).tell(talk.atBackend);
    talk.time.advance(Duration.ofSeconds(30));

    assertThat(talk.atClient).hasToString("|");
    assertThat(talk.atBackend).hasToString("|");
  }

  @Test
  void aBackendThatEndsInPlaceOfAGreetingEndsTheConnection() {
    talk.start();
    talk.dialled.get(0).tell(talk.atBackend).peerEnds();
    talk.time.run();

    assertThat(talk.atClient).hasToString("|");
    talk.client.peerEnds();
  }

  @Test
  void aPluginThatFailsToGreetIsNamed() {
    talk =
        new Spoken(
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
    talk.start();
    talk.time.advance(Duration.ofMillis(300));

    assertThat(talk.atClient).hasToString("!");
    assertThat(talk.dialled).isEmpty();
    assertThat(talk.journal()).hasSize(1).first().asString().contains("greeting", "no manners");
  }

  @Test
  void aConnectionOpensOnlyOnce() {
    talk.start();
    talk.backendSays("welcome\n");
    talk.clientSays("hello again\n");
    talk.time.advance(Duration.ofMillis(300));

    assertThat(talk.atClient).hasToString("welcome\n!");
    assertThat(talk.journal()).hasSize(1).first().asString().contains("opened a connection again");
  }

  @Test
  void aClientThatFloodsBeforeTheGreetingIsNotRead() {
    talk.proxy.network = socket -> {};
    talk.proxy.rules = Spoken.atOpening(Decision.delay(Duration.ofSeconds(5)));
    Connection connection = talk.start();
    for (int i = 0; i < 100; i++) {
      talk.clientSays(("x".repeat(9_999) + "\n").repeat(10));
    }

    assertThat(talk.client.config().isAutoRead()).isFalse();
    assertThat(talk.proxy.memory().held()).isPositive().isLessThan(4 << 20);
    talk.drop(connection);
  }

  @Test
  void rulesThatComeDuringTheOpeningActFromTheNextExchangeOn() {
    Connection connection = talk.start();
    talk.proxy.rules =
        Spoken.atOpening(Decision.fail(Failure.ERROR))
            .withMix(
                Optional.of(
                    Mix.of(
                        Map.of("acts", BigDecimal.valueOf(100)),
                        same -> Spoken.before(Decision.fail(Failure.ERROR)))));
    connection.guard(connection::rulesChanged);
    talk.backendSays("welcome\n");
    talk.clientSays("a\n");

    assertThat(talk.atClient).hasToString("welcome\nERROR a\n");
    talk.drop(connection);
  }

  @Test
  void aHangInPlaceOfTheGreetingEndsWithItsRule() {
    talk.proxy.rules = Spoken.atOpening(Decision.hang());
    Connection connection = talk.start();
    talk.clientSays("a\n");
    assertThat(talk.atClient).hasToString("");
    assertThat(talk.dialled).isEmpty();

    talk.proxy.rules = RuleSet.none();
    connection.guard(connection::rulesChanged);
    talk.time.run();

    assertThat(talk.atClient).hasToString("|");
    talk.client.peerEnds();
  }

  @Test
  void aLostGreetingClosesBothSides() {
    talk.proxy.rules = Spoken.atOpening(Decision.act(new Action.Lose(Action.End.CLOSE)));
    talk.start();
    talk.backendSays("welcome\n");

    assertThat(talk.atClient).hasToString("|");
    assertThat(talk.atBackend).hasToString("|");
    assertThat(talk.journal()).containsExactly("0 hello: lose the reply, close");
    talk.client.peerEnds();
  }

  @Test
  void aReplayRepeatsTheFaultOfAnOpening() {
    talk.proxy.rules = Spoken.atOpening(Decision.fail(Failure.ERROR));
    talk.start();
    talk.client.peerEnds();
    talk.time.advance(Duration.ofSeconds(3));
    Journal.Entry recorded = talk.proxy.journal().after(0, 1).get(0);
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
    VirtualSocket other = VirtualSocket.accepted(talk.time.loop()).tell(atOther);
    new Connection(again, 1, other, ended -> {}).start();
    other.peerEnds();
    talk.time.run();

    assertThat(atOther).hasToString("ERROR hello\n|");
    assertThat(replay.missing()).isEmpty();
    assertThat(again.journal().after(0, 10))
        .extracting(entry -> entry.exchange() + entry.rule() + entry.decision())
        .containsExactly(recorded.exchange() + recorded.rule() + recorded.decision());
  }
}
