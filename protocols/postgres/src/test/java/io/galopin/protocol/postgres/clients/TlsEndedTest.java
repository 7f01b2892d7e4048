package io.galopin.protocol.postgres.clients;

import static io.galopin.protocol.postgres.Messages.STARTUP;
import static io.galopin.protocol.postgres.Messages.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.engine.tls.BackendEnd;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With a server that encrypts, behind a proxy that ends TLS and reads on. */
class TlsEndedTest {

  @TempDir private static Path folder;
  @TempDir private Path authority;

  private SecureFront secure;

  @BeforeAll
  static void encrypt() throws Exception {
    ServerTls.on(folder);
  }

  @AfterAll
  static void stopEncrypting() throws Exception {
    ServerTls.off();
  }

  @BeforeEach
  void makeAuthority() {
    secure = new SecureFront(authority);
  }

  private Front front(boolean both, boolean layered) {
    Optional<BackendEnd> toward = both ? Optional.of(secure.trusting()) : Optional.empty();
    return secure.to(PostgresServer.address(), toward, Map.of(), layered);
  }

  private static Properties properties(String... given) {
    Properties all = new Properties();
    for (int i = 0; i < given.length; i += 2) {
      all.setProperty(given[i], given[i + 1]);
    }
    return all;
  }

  /** Returns whether the server sees TLS. */
  private static boolean encrypted(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void readsOnBehindTheHandshake(boolean both, boolean layered) throws SQLException {
    try (Front front = front(both, layered)) {
      try (Connection connection = front.connect(properties("sslmode", "require"))) {
        assertThat(encrypted(connection)).isEqualTo(both);
      }
      assertThat(front.requests).contains("SELECT pg_stat_ssl");
      assertThat(front.troubles()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClientThatDoesNotAskStaysInTheClear(boolean both) throws SQLException {
    try (Front front = front(both, true)) {
      try (Connection connection = front.connect(properties("sslmode", "disable"))) {
        assertThat(encrypted(connection)).isFalse();
      }
      assertThat(front.requests).contains("SELECT pg_stat_ssl");
    }
  }

  @Test
  void theOptionRefusesTlsThere() throws SQLException {
    Optional<BackendEnd> toward = Optional.of(secure.trusting());
    try (Front front = secure.to(PostgresServer.address(), toward, Map.of("tls", "refuse"), true)) {
      try (Connection connection = front.connect(properties("sslmode", "prefer"))) {
        assertThat(encrypted(connection)).isFalse();
      }
      assertThatThrownBy(() -> front.connect(properties("sslmode", "require")))
          .hasMessageContaining("does not support SSL");
    }
  }

  @Test
  void aBackendThatIsNotTrustedIsATroubleOfWhichTheClientIsToldInTls() {
    Optional<BackendEnd> toward = Optional.of(secure.careful());
    try (Front front = secure.to(PostgresServer.address(), toward, Map.of(), true)) {
      assertThatThrownBy(() -> front.connect(properties("sslmode", "require")))
          .hasMessageContaining("Galopin cannot reach the backend: TLS with backend 127.0.0.1:")
          .hasMessageContaining("failed: its certificate is ");
      assertThat(front.troubles())
          .singleElement()
          .extracting(entry -> entry.decision())
          .asString()
          .contains("TLS with backend 127.0.0.1:", "failed: its certificate is ");
      assertThat(front.faults()).isEmpty();
    }
  }

  /** CVE-2021-23222: what is said too early must not be taken for a part of the encrypted. */
  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void whatIsSaidBeforeTheHandshakeIsNeverReadAsIfInTls(boolean both, boolean layered)
      throws Exception {
    try (Front front = front(both, layered);
        RawClient client = new RawClient(front.port())) {
      client.say(request(80_877_103) + STARTUP);
      await().until(() -> !front.troubles().isEmpty());
      assertThat(front.requests).isEmpty();
      assertThat(front.troubles()).allMatch(entry -> entry.decision().contains("TLS"));
    }
  }

  @Test
  void tlsThatNobodyAskedForIsRefusedWithTheWayOut() {
    try (Front front = front(true, true)) {
      assertThatThrownBy(
              () -> front.connect(properties("sslmode", "require", "sslNegotiation", "direct")))
          .isInstanceOf(SQLException.class);
      assertThat(front.troubles())
          .singleElement()
          .extracting(entry -> entry.decision())
          .asString()
          .contains("begin=at-once");
    }
  }

  @Test
  void tlsBeginsAtOnceIfThatIsWanted() throws SQLException {
    try (Front front = secure.atOnce(PostgresServer.address())) {
      Properties direct = properties("sslmode", "require", "sslNegotiation", "direct");
      try (Connection connection = front.connect(direct)) {
        assertThat(encrypted(connection)).isFalse();
      }
      assertThat(front.requests).contains("SELECT pg_stat_ssl");
      assertThat(front.troubles()).isEmpty();
    }
  }

  @Test
  void aLoginThatIsBoundToTheCertificateFailsWithTheWaysOut() throws Exception {
    try (ServerTls.Bound user = ServerTls.bound();
        Front front = front(true, true)) {
      Properties login = properties("sslmode", "require", "user", user.name());
      login.setProperty("password", user.password());
      assertThatThrownBy(() -> front.connect(login))
          .hasMessageContaining("SCRAM channel binding check failed")
          .hasMessageContaining("channel_binding=disable");
      assertThat(front.troubles())
          .singleElement()
          .extracting(entry -> entry.decision())
          .asString()
          .contains("own certificate and key", "without TLS", "channel_binding=disable");

      login.setProperty("channelBinding", "disable");
      try (Connection connection = front.connect(login)) {
        assertThat(encrypted(connection)).isTrue();
      }
    }
  }
}
