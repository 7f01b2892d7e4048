package io.galopin.protocol.postgres.clients;

import static io.galopin.protocol.postgres.Messages.request;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** With a server that encrypts. */
class TlsTest {

  @TempDir private static Path folder;

  private final Logger log = (Logger) LoggerFactory.getLogger("io.galopin");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeAll
  static void encrypt() throws Exception {
    ServerTls.on(folder);
  }

  @AfterAll
  static void stopEncrypting() throws Exception {
    ServerTls.off();
  }

  @BeforeEach
  void listen() {
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    log.detachAppender(lines);
  }

  private List<String> warnings() {
    return lines.list.stream()
        .map(ILoggingEvent::getFormattedMessage)
        .filter(line -> line.contains("switched to TLS"))
        .toList();
  }

  private static boolean encrypted(Front front, String... properties) throws SQLException {
    Properties all = new Properties();
    for (int i = 0; i < properties.length; i += 2) {
      all.setProperty(properties[i], properties[i + 1]);
    }
    try (Connection connection = front.connect(all);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  @Test
  void passesTheUpgradeAndSaysOnceWhatThatCosts() throws SQLException {
    try (Front front = Front.passing()) {
      assertThat(encrypted(front, "sslmode", "require")).isTrue();
      assertThat(encrypted(front, "sslmode", "prefer")).isTrue();
      assertThat(front.requests).allMatch(request -> request.endsWith("bytes"));
      assertThat(front.troubles()).isEmpty();
    }
    assertThat(warnings()).hasSize(1).first().asString().contains("sslmode=disable", "tls=refuse");
  }

  @Test
  void passesTlsThatNobodyAskedForAndSaysTheSame() throws SQLException {
    try (Front front = Front.passing()) {
      assertThat(encrypted(front, "sslmode", "require", "sslNegotiation", "direct")).isTrue();
      assertThat(front.requests).isNotEmpty().allMatch(request -> request.endsWith("bytes"));
    }
    assertThat(warnings()).hasSize(1).first().asString().contains("sslmode=disable", "tls=refuse");
  }

  @ParameterizedTest
  @ValueSource(strings = {"disable", "allow", "prefer"})
  void seesStatementsOfThoseWhoDoNotEncrypt(String sslmode) throws SQLException {
    try (Front front = Front.with(Map.of("tls", "refuse"))) {
      assertThat(encrypted(front, "sslmode", sslmode)).isFalse();
      assertThat(front.requests).contains("SELECT pg_stat_ssl");
    }
    try (Front front = Front.passing()) {
      assertThat(encrypted(front, "sslmode", "disable")).isFalse();
      assertThat(front.requests).contains("SELECT pg_stat_ssl");
    }
    assertThat(warnings()).isEmpty();
  }
}
