package io.galopin.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Action;
import io.galopin.api.BadCertificate;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.HandshakeChange;
import io.galopin.api.TlsUpgrade;
import io.galopin.engine.GreetedLines;
import io.netty.buffer.ByteBuf;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS that begins in the middle of a conversation, on virtual time. */
class UpgradeTest {

  private static final HandshakeChange EXPIRED =
      new HandshakeChange(Optional.of(BadCertificate.EXPIRED), Optional.empty(), Optional.empty());

  /** Lines that go on in TLS. */
  private static final class Upgrading extends GreetedLines {
    @Override
    public Set<TlsUpgrade> tlsUpgrades() {
      return Set.of(TlsUpgrade.ANSWERED);
    }
  }

  private final SecureSpoken client = new SecureSpoken(new Upgrading());
  private final Spoken talk = client.talk;

  @AfterEach
  void leavesNothingBehind() {
    talk.leftNothingBehind();
    client.close();
  }

  private Connection agree() {
    Connection connection = talk.start();
    talk.backendSpells("hi\n");
    talk.clientSpells("tls\n");
    talk.backendSpells("go\n");
    assertThat(client.inTheClear()).isEqualTo("hi\ngo\n");
    return connection;
  }

  private void speaks() {
    assertThat(client.isShaken()).isTrue();
    client.says("a\n");
    talk.backendSays("1\n");
    client.talk();
    assertThat(client.heard).hasToString("1\n");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theSessionGoesOnBehindTheHandshake(boolean layered) {
    talk.proxy.layers = layered ? talk.proxy.layers : List.of();
    Connection connection = agree();
    client.talk();
    speaks();
    assertThat(talk.atBackend).hasToString("tls\na\n");
    assertThat(talk.proxy.told).containsExactly("connected", "exchange", "exchange");
    assertThat(talk.journal()).isEmpty();
    talk.drop(connection);
  }

  @Test
  void itMakesNoDifferenceHowTheHelloArrives() {
    Connection connection = agree();
    ByteBuf hello = client.hello();
    while (hello.isReadable()) {
      talk.client.say(hello.readRetainedSlice(1));
      talk.time.run();
    }
    hello.release();
    client.talk();
    speaks();
    talk.drop(connection);
  }

  /** As in MySQL, where the client does not wait for an answer. */
  @Test
  void theOpeningGoesOnBehindTheHandshake() {
    talk.proxy.rules = Spoken.atOpening(Decision.delay(Duration.ofSeconds(1)));
    Connection connection = talk.start();
    talk.time.advance(Duration.ofSeconds(2));
    talk.backendSays("~hi\n");
    talk.clientSays("+tls\n");
    assertThat(client.inTheClear()).isEqualTo("~hi\n");
    client.talk();
    assertThat(client.isShaken()).isTrue();
    client.says("+me\n");
    talk.backendSays("welcome\n");
    client.says("a\n");
    talk.backendSays("1\n");
    client.talk();

    assertThat(client.heard).hasToString("welcome\n1\n");
    assertThat(talk.atBackend).hasToString("+tls\n+me\na\n");
    assertThat(talk.proxy.told).containsExactly("connected", "exchange");
    talk.drop(connection);
  }

  @Test
  void rulesActOnTheHandshake() {
    client.at(Spoken.before(Decision.act(new Action.Handshake(EXPIRED))));
    agree();
    client.talk();
    assertThat(client.failure()).isInstanceOf(CertificateExpiredException.class);
    assertThat(talk.journal()).first().asString().contains("0 hello: certificate expired");
    assertThat(talk.atBackend.toString()).startsWith("tls\n");
  }

  @Test
  void aHandshakeFailsWithAnAlert() {
    client.at(Spoken.before(Decision.fail(Failure.ERROR)));
    agree();
    client.talk();
    assertThat(client.failure()).hasMessageContaining("handshake_failure");
    assertThat(talk.journal()).containsExactly("0 hello: fail alert");
  }

  @Test
  void aDelayOfTheAgreementIsWaitedFor() {
    talk.proxy.rules =
        Spoken.always(
            new Behavior() {
              @Override
              public Decision onAfterHandle(Exchange exchange) {
                return exchange.label().equals("tls")
                    ? Decision.delay(Duration.ofSeconds(1))
                    : Decision.pass();
              }
            });
    Connection connection = talk.start();
    talk.backendSays("hi\n");
    talk.clientSays("tls\n");
    talk.backendSays("go\n");
    assertThat(client.inTheClear()).isEqualTo("hi\n");
    talk.time.advance(Duration.ofSeconds(1));
    assertThat(client.inTheClear()).isEqualTo("go\n");
    client.talk();
    speaks();
    talk.drop(connection);
  }

  @Test
  void anErrorInPlaceOfTheAgreementEndsTheConnection() {
    talk.proxy.rules =
        Spoken.always(
            new Behavior() {
              @Override
              public Decision onAfterHandle(Exchange exchange) {
                return Decision.fail(Failure.ERROR);
              }
            });
    talk.start();
    talk.backendSays("hi\n");
    talk.clientSays("tls\n");
    talk.backendSays("go\n");
    talk.time.advance(Duration.ofSeconds(5));
    assertThat(client.inTheClear()).isEqualTo("hi\nERROR tls\n");
    assertThat(talk.journal())
        .hasSize(2)
        .last()
        .asString()
        .contains("TLS cannot begin: the client did not get the reply that agrees to it");
  }

  @Test
  void whatTheBackendSaysTooEarlyIsNotTakenForAPartOfTls() {
    talk.start();
    talk.backendSays("hi\n");
    talk.clientSays("tls\n");
    talk.backendSays("go\nmore\n");
    talk.time.advance(Duration.ofSeconds(5));
    assertThat(client.inTheClear()).isEqualTo("hi\ngo\n");
    assertThat(talk.journal())
        .singleElement()
        .asString()
        .contains("TLS cannot begin: the backend says more before the handshake");
  }

  @Test
  void whatTheClientSaysInTheClearIsNotTakenForAPartOfTls() {
    agree();
    talk.clientSays("evil\n");
    talk.time.advance(Duration.ofSeconds(5));
    assertThat(talk.atBackend.toString()).doesNotContain("evil");
    assertThat(talk.journal()).singleElement().asString().contains("it does not speak TLS");
  }
}
