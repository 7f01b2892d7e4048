package io.galopin.protocol.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.TestSession;
import org.junit.jupiter.api.Test;

/** Clients that begin with TLS, as no client of MySQL does. */
class TlsFirstTest {

  private static final String HELLO = "\u0016\u0003\u0001\u0002\u0000\u0001\u0000";
  private static final String REFUSED =
      "this looks like TLS, but the plain beginning of MySQL is expected here (--protocol tls takes"
          + " TLS)";

  @Test
  void areRefusedBeforeTheGreeting() {
    try (TestSession session = TestSession.of(new MysqlProtocolFactory()).client(HELLO)) {
      assertThat(session.refused().orElseThrow()).endsWith(REFUSED);
      assertThat(session.toBackend()).isEmpty();
    }
  }

  @Test
  void areRefusedAfterTheGreeting() {
    try (TestSession session =
        TestSession.of(new MysqlProtocolFactory())
            .backend(Wired.greeting(Wired.MYSQL))
            .client(HELLO)) {
      assertThat(session.refused().orElseThrow()).endsWith(REFUSED);
      assertThat(session.toBackend()).isEmpty();
    }
  }
}
