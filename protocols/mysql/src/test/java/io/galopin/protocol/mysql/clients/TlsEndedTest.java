package io.galopin.protocol.mysql.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.engine.Below;
import io.galopin.engine.rule.Made;
import io.galopin.engine.socket.Address;
import io.galopin.engine.tls.BackendEnd;
import io.galopin.engine.tls.TlsEnds;
import io.galopin.protocol.tls.TlsProtocolFactory;
import io.galopin.tls.BackendTls;
import io.galopin.tls.ListenTls;
import io.galopin.tls.Tls;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a server and clients that encrypt, and a proxy that ends TLS and reads on. */
@Tag("thorough")
class TlsEndedTest {

  private static final String MARIADB = "jdbc:mariadb://127.0.0.1:%d/shop?user=root&sslMode=%s";

  private static final String MYSQL = "jdbc:mysql://127.0.0.1:%d/shop?user=root&sslMode=%s";

  @TempDir private Path authority;
  private Tls tls;

  @BeforeEach
  void makeAuthority() {
    tls = new Tls(authority);
  }

  private Front front(Optional<BackendEnd> toward, boolean layered, String... rules) {
    TlsProtocolFactory layer = new TlsProtocolFactory();
    TlsEnds ends =
        new TlsEnds(Optional.of(tls.at(ListenTls.AUTO, new Address("127.0.0.1", 0))), toward);
    Below below =
        new Below(
            ends,
            layered
                ? List.of(
                    Made.of(layer.name(), layer.create(Options.of(layer.options(), Map.of()))))
                : List.of());
    return Front.above(below, MariaDb.port(), rules);
  }

  private Optional<BackendEnd> trusting() {
    BackendTls usual = BackendTls.DEFAULT;
    return Optional.of(
        tls.toward(
            new BackendTls(
                false,
                usual.trust(),
                usual.keys(),
                usual.serverName(),
                usual.versions(),
                usual.ciphers())));
  }

  /** Returns the cipher that the server uses toward the proxy; empty if none. */
  private static String cipher(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW STATUS LIKE 'Ssl_cipher'")) {
      row.next();
      return row.getString(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    MARIADB + ", trust, true",
    MARIADB + ", trust, false",
    MYSQL + ", REQUIRED, true",
    MYSQL + ", REQUIRED, false"
  })
  void readsOnBehindTheHandshake(String url, String mode, boolean layered) throws SQLException {
    try (Front front = front(trusting(), layered, "when mysql.sql=*Ssl_cipher* delay sleep=1ms")) {
      assertThat(cipher(url.formatted(front.port(), mode))).startsWith("TLS");
      assertThat(front.decisions()).hasSize(1).first().asString().endsWith(": delay 1 ms");
      assertThat(front.troubles()).isEmpty();
    }
  }

  @Test
  void aClientThatDoesNotAskStaysInTheClear() throws SQLException {
    try (Front front = front(trusting(), true)) {
      assertThat(cipher(MARIADB.formatted(front.port(), "disable"))).isEmpty();
    }
  }

  @Test
  void aBackendThatIsNotTrustedIsATroubleOfWhichTheClientIsToldInTls() {
    try (Front front = front(Optional.of(tls.toward(BackendTls.DEFAULT)), true)) {
      assertThatThrownBy(() -> cipher(MARIADB.formatted(front.port(), "trust")))
          .hasMessageContaining("TLS with backend 127.0.0.1:")
          .hasMessageContaining("failed: its certificate is ");
      assertThat(front.troubles())
          .singleElement()
          .extracting(entry -> entry.decision())
          .asString()
          .contains("failed: its certificate is ");
    }
  }

  @Test
  void tlsAtTheClientsSideAloneIsRefusedWithTheWaysOut() {
    assertThatThrownBy(() -> front(Optional.empty(), true))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("tls://")
        .hasMessageContaining("begin=at-once");
  }
}
