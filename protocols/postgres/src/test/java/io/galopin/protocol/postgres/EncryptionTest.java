package io.galopin.protocol.postgres;

import static io.galopin.protocol.postgres.Messages.LOGGED_IN;
import static io.galopin.protocol.postgres.Messages.STARTUP;
import static io.galopin.protocol.postgres.Messages.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.TestSession;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionTest {

  private static final int SSL = 80_877_103;
  private static final int GSS = 80_877_104;
  private static final Map<String, String> REFUSED = Map.of("tls", "refuse");

  @Test
  void cutsTurnsOnceBothSidesEncrypt() {
    try (TestSession session = TestSession.of(new PostgresProtocolFactory())) {
      session.client(request(SSL)).backend("S").client("\u0016hello").backend("hello yourself");

      assertThat(session.toBackend()).isEqualTo(request(SSL) + "\u0016hello");
      assertThat(session.toClient()).isEqualTo("Shello yourself");
      assertThat(session.refused()).isEmpty();
    }
  }

  @Test
  void holdsWhatComesBeforeTheAnswer() {
    try (TestSession session = TestSession.of(new PostgresProtocolFactory())) {
      session.client(request(SSL) + STARTUP);

      assertThat(session.toBackend()).isEqualTo(request(SSL));
    }
  }

  @Test
  void beginsATurnWithTlsThatNobodyAskedFor() {
    try (TestSession session = TestSession.of(new PostgresProtocolFactory())) {
      session.client("\u0016\u0003\u0001\0").client("\u0005hell");
      assertThat(session.toBackend()).isEmpty();

      session.client("o").backend("\u0016");

      assertThat(session.toBackend()).isEqualTo("\u0016\u0003\u0001\0\u0005hello");
      assertThat(session.toClient()).isEqualTo("\u0016");
      assertThat(session.seen()).containsExactly("> turn");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0016\u0002", "\u0016\u0003\u0001\u00ff\u00ff"})
  void refusesWhatOnlyBeginsLikeTls(String garbage) {
    try (TestSession session = TestSession.of(new PostgresProtocolFactory())) {
      session.client(garbage);

      assertThat(session.refused()).get().asString().contains("like a client of PostgreSQL");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {SSL, GSS})
  void refusesByAnswerOfItsOwn(int code) {
    try (TestSession session = TestSession.of(new PostgresProtocolFactory(), REFUSED)) {
      session.client(request(code)).client(STARTUP).backend(LOGGED_IN);

      assertThat(session.toBackend()).isEqualTo(STARTUP);
      assertThat(session.toClient()).isEqualTo("N" + LOGGED_IN);
      assertThat(session.seen()).startsWith("> answered 8, N", "> Startup shop");
    }
  }

  @Test
  void refusesTlsThatNobodyAskedFor() {
    try (TestSession session = TestSession.of(new PostgresProtocolFactory(), REFUSED)) {
      session.client("\u0016\u0003\u0001\u0002\0");

      assertThat(session.refused()).get().asString().contains("option tls");
    }
  }
}
