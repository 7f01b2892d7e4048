package io.galopin.engine.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Action;
import io.galopin.api.BadCertificate;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Direction;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.HandshakeChange;
import io.galopin.api.Move;
import io.galopin.api.Options;
import io.galopin.api.Toxic;
import io.galopin.engine.LineProtocol;
import io.galopin.engine.TlsLayer;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Replay;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.tls.TestTls;
import io.galopin.engine.tls.TlsEnds;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.math.BigDecimal;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS that the proxy ends, with a layer that reads the hello, on virtual time. */
class EntranceTest {

  private static final HandshakeChange EXPIRED =
      new HandshakeChange(Optional.of(BadCertificate.EXPIRED), Optional.empty(), Optional.empty());

  private final SecureSpoken client = new SecureSpoken(new LineProtocol());
  private final Spoken talk = client.talk;

  @AfterEach
  void leavesNothingBehind() {
    talk.leftNothingBehind();
    client.close();
  }

  private static Behavior between(Decision decision) {
    return new Behavior() {
      @Override
      public Decision onBetweenHandle(Exchange exchange) {
        return decision;
      }
    };
  }

  private static Behavior after(Decision decision) {
    return new Behavior() {
      @Override
      public Decision onAfterHandle(Exchange exchange) {
        return decision;
      }
    };
  }

  private Connection start(Behavior behavior) {
    client.at(behavior);
    return talk.start();
  }

  private void end(Connection connection) {
    talk.drop(connection);
  }

  /** Client and backend say something to each other, in TLS and in plain text. */
  private void speaks() {
    client.says("a\n");
    talk.backend();
    assertThat(client.isShaken()).isTrue();
    client.says("b\n");
    talk.backendSays("1\n2\n");
    client.talk();
    assertThat(talk.atBackend.toString()).endsWith("b\n");
    assertThat(client.heard).hasToString("1\n2\n");
  }

  @Test
  void theHelloGoesToThatEndAndPlainTextToTheBackend() {
    Connection connection = talk.start();
    assertThat(talk.dialled).isEmpty();
    client.talk();
    assertThat(talk.dialled).hasSize(1);
    talk.backend();
    speaks();
    assertThat(talk.atBackend).hasToString("a\nb\n");
    assertThat(talk.proxy.told).containsExactly("connected", "exchange", "exchange");
    assertThat(talk.journal()).isEmpty();
    end(connection);
  }

  @Test
  void itMakesNoDifferenceHowTheHelloArrives() {
    Connection connection = talk.start();
    ByteBuf hello = client.hello();
    while (hello.isReadable()) {
      assertThat(talk.dialled).isEmpty();
      talk.client.say(hello.readRetainedSlice(1));
      talk.time.run();
    }
    hello.release();
    client.talk();
    talk.backend();
    speaks();
    end(connection);
  }

  @Test
  void whatTheBackendSaysMeanwhileArrivesAfterTheHandshake() {
    Connection connection = start(Spoken.before(Decision.pass()));
    ByteBuf hello = client.hello();
    talk.client.say(hello);
    talk.time.run();
    talk.backendSays("hi\n");
    talk.backend().peerEnds();
    client.talk();
    assertThat(client.isShaken()).isTrue();
    assertThat(client.heard).hasToString("hi\n");
    assertThat(client.isToldOfEnd()).isTrue();
    end(connection);
  }

  @Test
  void aHandshakeThatWaitsBeginsLater() {
    Connection connection = start(Spoken.before(Decision.delay(Duration.ofSeconds(100))));
    client.talk();
    talk.time.advance(Duration.ofSeconds(99));
    client.talk();
    assertThat(talk.dialled).isEmpty();
    assertThat(client.raw.isReadable()).isFalse();
    talk.time.advance(Duration.ofSeconds(1));
    client.talk();
    speaks();
    assertThat(talk.journal()).containsExactly("0 hello: delay 100 s");
    end(connection);
  }

  @Test
  void aHandshakeThatFailsGetsAnAlertAndTheBackendNothing() {
    start(Spoken.before(Decision.fail(Failure.ERROR)));
    client.talk();
    assertThat(client.failure()).hasMessage("Received fatal alert: handshake_failure");
    assertThat(client.end()).isEqualTo("|");
    assertThat(talk.dialled).isEmpty();
    assertThat(talk.journal()).containsExactly("0 hello: fail alert");
    talk.client.peerEnds();
    talk.time.run();
  }

  @Test
  void aHandshakeCanBeCutOffAtItsHello() {
    start(Spoken.before(Decision.close()));
    client.talk();
    assertThat(client.end()).isEqualTo("|");
    assertThat(client.raw.isReadable()).isFalse();
    assertThat(talk.dialled).isEmpty();
    talk.client.peerEnds();
    talk.time.run();
  }

  @Test
  void aHandshakeCanBeResetAtItsHello() {
    start(Spoken.before(Decision.reset()));
    client.talk();
    talk.time.advance(Duration.ofSeconds(1));
    assertThat(client.end()).isEqualTo("!");
    assertThat(client.raw.isReadable()).isFalse();
  }

  @Test
  void aHandshakeCanHangBehindItsHello() {
    start(Spoken.before(Decision.hang()));
    client.talk();
    talk.time.advance(Duration.ofHours(1));
    assertThat(client.end()).isEmpty();
    assertThat(client.raw.isReadable()).isFalse();
    talk.client.peerEnds();
    talk.time.run();
    assertThat(talk.journal()).containsExactly("0 hello: hang");
  }

  @Test
  void aHandshakeCanHangBehindTheServersPart() {
    start(after(Decision.hang()));
    client.talk();
    talk.time.advance(Duration.ofHours(1));
    assertThat(client.end()).isEmpty();
    assertThat(client.raw.isReadable()).isFalse();
    assertThat(talk.dialled).hasSize(1);
    talk.client.peerEnds();
    talk.time.run();
    assertThat(talk.journal()).containsExactly("0 hello: hang");
  }

  @Test
  void theServersPartCanWait() {
    Connection connection = start(after(Decision.delay(Duration.ofSeconds(100))));
    client.talk();
    talk.time.advance(Duration.ofSeconds(99));
    talk.backendSays("hi\n");
    client.talk();
    assertThat(client.raw.isReadable()).isFalse();
    talk.time.advance(Duration.ofSeconds(1));
    client.talk();
    assertThat(client.isShaken()).isTrue();
    assertThat(client.heard).hasToString("hi\n");
    assertThat(talk.journal()).containsExactly("0 hello: delay 100 s");
    end(connection);
  }

  @Test
  void anAlertCanTakeThePlaceOfTheServersPart() {
    start(after(Decision.fail(Failure.ERROR)));
    client.talk();
    assertThat(client.failure()).hasMessage("Received fatal alert: handshake_failure");
    assertThat(client.end()).isEqualTo("|");
    assertThat(talk.dialled).hasSize(1);
    talk.client.peerEnds();
    talk.time.run();
  }

  @Test
  void theServersPartCanBeLost() {
    start(after(Decision.act(new Action.Lose(Action.End.CLOSE))));
    client.talk();
    assertThat(client.end()).isEqualTo("|");
    assertThat(client.raw.isReadable()).isFalse();
    talk.client.peerEnds();
    talk.time.run();
  }

  @Test
  void theServersPartCanBeCutShort() {
    start(after(Decision.act(new Action.Truncate(20, Action.End.CLOSE))));
    client.talk();
    assertThat(client.end()).isEqualTo("|");
    assertThat(client.raw.readableBytes()).isEqualTo(20);
    talk.client.peerEnds();
    talk.time.run();
  }

  @Test
  void theServersPartCanBeCorrupted() {
    start(after(Decision.act(new Action.Corrupt(8))));
    client.talk();
    assertThat(client.failure()).isNotNull();
    assertThat(client.isShaken()).isFalse();
    talk.client.peerEnds();
    talk.time.run();
  }

  @Test
  void theConnectionCanEndBetweenHelloAndAnswer() {
    start(between(Decision.close()));
    client.talk();
    assertThat(client.end()).isEqualTo("|");
    assertThat(client.raw.isReadable()).isFalse();
    talk.client.peerEnds();
    talk.time.run();
  }

  @Test
  void aBadCertificateIsWrittenDownWhenItGoes() {
    start(Spoken.before(new Decision(Duration.ofSeconds(1), new Action.Handshake(EXPIRED))));
    client.talk();
    assertThat(talk.journal()).containsExactly("0 hello: delay 1 s");
    talk.time.advance(Duration.ofSeconds(1));
    client.talk();
    assertThat(client.failure()).isInstanceOf(CertificateExpiredException.class);
    Journal.Entry entry = talk.proxy.journal().after(0, 10).get(1);
    assertThat(entry.layer()).isEqualTo("tls");
    assertThat(entry.decision()).isEqualTo("certificate expired");
    assertThat(entry.done().decision().action()).isEqualTo(new Action.Handshake(EXPIRED));
    talk.client.peerEnds();
    talk.time.run();
  }

  @Test
  void aBadCertificateThatNobodySeesIsNotWrittenDown() {
    Behavior both =
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            return Decision.act(new Action.Handshake(EXPIRED));
          }

          @Override
          public Decision onAfterHandle(Exchange exchange) {
            return Decision.reset();
          }
        };
    start(both);
    client.talk();
    talk.time.advance(Duration.ofSeconds(1));
    assertThat(client.end()).isEqualTo("!");
    assertThat(talk.journal()).containsExactly("0 hello: reset");
  }

  @Test
  void onlyHellosCanBeChanged() {
    talk.proxy.rules = Spoken.always(Spoken.before(Decision.act(new Action.Handshake(EXPIRED))));
    Connection connection = talk.start();
    speaks();
    assertThat(talk.journal()).hasSize(2).allMatch(entry -> entry.contains("Handshake"));
    end(connection);
  }

  @Test
  void theFirstRuleThatChangesSomethingWins() {
    HandshakeChange both =
        new HandshakeChange(
            Optional.of(BadCertificate.WRONG_NAME), Optional.of("1.2"), Optional.empty());
    talk.proxy.rules =
        new RuleSet(
            List.of(
                continuing("first", Spoken.before(Decision.act(new Action.Handshake(EXPIRED)))),
                continuing("again", Spoken.before(Decision.act(new Action.Handshake(EXPIRED)))),
                continuing("last", Spoken.before(Decision.act(new Action.Handshake(both))))));
    talk.start();
    client.talk();
    assertThat(client.failure()).isInstanceOf(CertificateExpiredException.class);
    assertThat(talk.journal())
        .startsWith("0 hello: certificate expired", "0 hello: TLS 1.2 only")
        .hasSize(3);
    talk.client.peerEnds();
    talk.time.run();
  }

  private static Rule continuing(String name, Behavior behavior) {
    Mix mix = Mix.of(Map.of("acts", BigDecimal.valueOf(100)), same -> behavior);
    return new Rule(name, Condition.has(TlsLayer.HANDSHAKE), Trigger.ALWAYS, mix, true, true);
  }

  @Test
  void aReplayDoesItAgain() {
    start(Spoken.before(new Decision(Duration.ofSeconds(1), new Action.Handshake(EXPIRED))));
    talk.time.advance(Duration.ofSeconds(1));
    client.talk();
    talk.time.advance(Duration.ofSeconds(1));
    client.talk();
    talk.client.peerEnds();
    talk.time.run();
    List<Journal.Entry> recorded = faults(talk);
    Replay replay = new Replay(recorded.stream().map(EntranceTest::again).toList());

    try (SecureSpoken later = new SecureSpoken(new LineProtocol())) {
      later.talk.proxy.rules = replay.rules("web");
      later.talk.start();
      later.talk();
      later.talk.time.advance(Duration.ofSeconds(1));
      later.talk();
      assertThat(later.failure()).isInstanceOf(CertificateExpiredException.class);
      later.talk.client.peerEnds();
      later.talk.time.run();
      assertThat(faults(later.talk))
          .extracting(Journal.Entry::decision)
          .containsExactly("delay 1 s", "certificate expired")
          .isEqualTo(recorded.stream().map(Journal.Entry::decision).toList());
      assertThat(replay.missing()).isEmpty();
      later.talk.leftNothingBehind();
    }
  }

  private static List<Journal.Entry> faults(Spoken talk) {
    return talk.proxy.journal().after(0, 1_000).stream()
        .filter(entry -> entry.origin() == Journal.Origin.INJECTED)
        .toList();
  }

  private static Replay.Fault again(Journal.Entry entry) {
    return new Replay.Fault(
        entry.proxy(),
        new Replay.Place(entry.connection(), entry.layer(), entry.exchange()),
        entry.identity(),
        entry.rule(),
        entry.ruleKey(),
        entry.plugin(),
        entry.request(),
        entry.digest(),
        entry.done());
  }

  @Test
  void theSameSeedHitsTheSameExchangesWithAndWithoutTls() {
    RuleSet half =
        RuleSet.of(
            Mix.of(
                Map.of("acts", BigDecimal.valueOf(50)),
                same -> Spoken.before(Decision.delay(Duration.ofMillis(1)))));
    talk.proxy.rules = half;
    Connection connection = talk.start();
    for (int i = 0; i < 20; i++) {
      client.says(i + "\n");
    }
    Spoken plain = new Spoken(new LineProtocol());
    plain.proxy.rules = half;
    Connection other = plain.start();
    for (int i = 0; i < 20; i++) {
      plain.clientSays(i + "\n");
    }

    assertThat(talk.journal()).isEqualTo(plain.journal()).hasSizeBetween(5, 15);
    plain.drop(other);
    plain.leftNothingBehind();
    end(connection);
  }

  @ParameterizedTest
  @CsvSource({
    "CLOSE, true, false, |",
    "UNANNOUNCED, false, false, |",
    "HALF_RECORD, false, true, |",
    "HALF_RECORD_RESET, false, true, !",
    "BAD_RECORD, false, false, |",
    "RESET, false, false, !"
  })
  void aConnectionInTlsEndsInWaysThatOnlyTlsHas(
      Action.End end, boolean announced, boolean half, String seen) {
    talk.proxy.rules = Spoken.always(after(Decision.act(new Action.Lose(end))));
    talk.start();
    client.says("a\n");
    talk.backendSays("1\n");
    client.talk();
    talk.time.advance(Duration.ofSeconds(1));
    assertThat(client.heard).isEmpty();
    assertThat(client.end()).isEqualTo(seen);
    assertThat(client.isToldOfEnd()).isEqualTo(announced || end == Action.End.BAD_RECORD);
    assertThat(client.halfRecord() > 0).isEqualTo(half);
    talk.client.peerEnds();
    talk.time.run();
  }

  @Test
  void toxicsSeeNothingOfTheHandshake() {
    Toxic stays = (place, before) -> (length, arrived) -> Move.stay();
    Options none = Options.defaults(List.of());
    talk.proxy.toxics =
        Stream.of(Direction.values())
            .map(way -> new ToxicSpec("t" + way, "t", way, 1, none, stays))
            .toList();
    talk.proxy.toxics.forEach(each -> each.scope().start(0));
    Connection connection = talk.start();
    client.says("a\n");
    assertThat(client.isShaken()).isTrue();
    talk.backendSays("1\n");
    client.talk();
    assertThat(talk.atBackend.toString()).isEmpty();
    assertThat(client.heard).isEmpty();

    talk.proxy.toxics = List.of();
    connection.toxicsChanged();
    client.talk();
    assertThat(talk.atBackend).hasToString("a\n");
    assertThat(client.heard).hasToString("1\n");
    end(connection);
  }

  @Test
  void withoutABackendTheClientIsToldInTls() {
    talk.proxy.network = socket -> socket.refuse(new IOException("refused"));
    Connection connection = talk.start();
    client.talk();
    assertThat(client.isShaken()).isTrue();
    assertThat(client.heard).isEmpty();
    client.says("a\n");
    assertThat(client.heard.toString()).startsWith("TROUBLE");
    assertThat(talk.journal()).singleElement().asString().startsWith("0 : backend 127.0.0.1:80");
    end(connection);
  }

  @Test
  void aClientThatDoesNotFinishIsDropped() {
    talk.start();
    talk.client.say(client.hello());
    talk.time.run();
    talk.time.advance(Duration.ofSeconds(59));
    assertThat(client.end()).isEmpty();
    talk.time.advance(Duration.ofSeconds(1));
    assertThat(client.end()).isEqualTo("!");
    assertThat(talk.journal())
        .containsExactly("0 : TLS with the client failed: no handshake within 60 seconds");
  }

  @Test
  void howLongAClientMayTakeIsConfigured() {
    talk.proxy.tls =
        new TlsEnds(
            talk.proxy.tls.client().map(end -> TestTls.limited(end, Duration.ofMillis(2500))),
            Optional.empty());
    talk.start();
    client.hello().release();
    talk.time.advance(Duration.ofMillis(2499));
    assertThat(client.end()).isEmpty();
    talk.time.advance(Duration.ofMillis(1));
    assertThat(client.end()).isEqualTo("!");
    assertThat(talk.journal())
        .containsExactly("0 : TLS with the client failed: no handshake within 2.5 seconds");
  }

  @Test
  void aClientThatSaysNothingIsDropped() {
    talk.start();
    talk.time.advance(Duration.ofSeconds(60));
    assertThat(client.end()).isEqualTo("!");
    client.hello().release();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 6, 100})
  void aClientThatEndsWithinItsHelloLeavesNothing(int bytes) {
    talk.start();
    ByteBuf hello = client.hello();
    if (bytes > 0) {
      talk.client.say(hello.readRetainedSlice(bytes));
    }
    hello.release();
    talk.client.peerEnds();
    talk.time.run();
    assertThat(talk.dialled).isEmpty();
    assertThat(client.end()).isEqualTo("|");
  }

  @Test
  void aClientThatEndsBehindItsHelloLeavesNothing() {
    talk.start();
    talk.client.say(client.hello());
    talk.client.peerEnds();
    talk.time.run();
    assertThat(client.end()).isNotEmpty();
  }

  @Test
  void aClientThatEndsBeforeTheServersPartGoesLeavesNothing() {
    start(after(Decision.delay(Duration.ofSeconds(1))));
    talk.client.say(client.hello());
    talk.client.peerEnds();
    talk.time.run();
    talk.time.advance(Duration.ofSeconds(1));
    assertThat(client.end()).isNotEmpty();
  }

  @Test
  void aClientInPlainTextIsRefusedByTheLayer() {
    talk.start();
    talk.clientSays("GET / HTTP/1.1\r\n\r\n");
    assertThat(client.raw.toString(US_ASCII)).isEqualTo("plain");
    assertThat(talk.dialled).isEmpty();
    client.hello().release();
    talk.client.peerEnds();
    talk.time.run();
  }

  @Test
  void garbageBehindTheHelloIsATroubleOfTheNetwork() {
    talk.start();
    talk.client.say(
        Unpooled.wrappedBuffer(client.hello(), Wire.bytes("garbage that is no record")));
    client.talk();
    assertThat(talk.journal())
        .singleElement()
        .asString()
        .startsWith("0 : TLS with the client failed: ");
    assertThat(client.end()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theProxyMayEndAtAnyMoment(boolean orderly) {
    Connection connection = start(after(Decision.delay(Duration.ofSeconds(1))));
    talk.client.say(client.hello());
    talk.time.run();
    if (orderly) {
      connection.closeSides();
    } else {
      connection.drop();
    }
    talk.client.peerEnds();
    talk.time.run();
    assertThat(client.end()).isEqualTo("|");
    assertThat(client.raw.isReadable()).isFalse();
  }

  @Test
  void theProxyMayEndBeforeTheHello() {
    Connection connection = talk.start();
    connection.closeSides();
    talk.client.peerEnds();
    talk.time.run();
    assertThat(client.end()).isEqualTo("|");
    client.hello().release();
  }
}
