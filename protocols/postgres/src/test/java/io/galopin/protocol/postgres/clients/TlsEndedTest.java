package io.galopin.protocol.postgres.clients;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
