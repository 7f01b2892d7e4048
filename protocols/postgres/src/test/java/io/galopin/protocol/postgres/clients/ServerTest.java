package io.galopin.protocol.postgres.clients;

import static io.galopin.protocol.postgres.Messages.int32;
import static io.galopin.protocol.postgres.Messages.message;
import static io.galopin.protocol.postgres.Messages.query;
import static io.galopin.protocol.postgres.Messages.request;
import static io.galopin.protocol.postgres.Messages.startup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Decision;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.copy.CopyManager;

/** What a server does besides answering statements goes through a proxy as it does without. */
class ServerTest {

  private static long count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "too-many-connections, 53300",
    "starting-up, 57P03",
    "invalid-password, 28P01",
    "error, XX000"
  })
  void refusesAConnectionWithoutAskingTheServer(String failure, String sqlstate)
      throws SQLException {
    try (Front front = Front.failingToOpen(failure);
        Connection direct = PostgresServer.connect()) {
      assertThatThrownBy(() -> front.connect(new Properties()))
          .isInstanceOfSatisfying(
              SQLException.class, thrown -> assertThat(thrown.getSQLState()).isEqualTo(sqlstate));
      assertThat(front.faults()).hasSize(1);
      assertThat(front.faults().get(0).exchange()).isZero();
      assertThat(count(direct, "pg_stat_activity WHERE application_name = 'till'")).isEqualTo(1);
    }
  }

  @Test
  void doesNotEncryptIfItIsNotToBe() throws Exception {
    try (Front front = Front.with(Map.of("tls", "refuse"));
        RawClient client = new RawClient(front.port())) {
      assertThat(client.say(request(80_877_104)).read()).isEqualTo('N');
      assertThat(client.say(request(80_877_103)).read()).isEqualTo('N');
      client.say(startup("user\0postgres\0\0"));
      assertThat(client.readTo('Z')).isEqualTo("Z:I");
      Properties prefers = new Properties();
      prefers.setProperty("sslmode", "prefer");
      try (Connection connection = front.connect(prefers)) {
        assertThat(connection.isValid(10)).isTrue();
      }
    }
  }

  @Test
  void asksTheServerForEncryption() throws IOException {
    try (Front front = Front.passing();
        RawClient client = new RawClient(front.port())) {
      assertThat(client.say(request(80_877_103)).read()).isEqualTo('N');
      client.say(startup("user\0postgres\0\0"));
      assertThat(client.readTo('Z')).isEqualTo("Z:I");
    }
  }

  @Test
  void copiesInBothDirections() throws Exception {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 50_000; i++) {
      rows.append(i).append("\tsome text that is longer than a number\n");
    }
    byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
    try (Front front = Front.passing();
        Connection client = front.connect(new Properties())) {
      execute(client, "DROP TABLE IF EXISTS copied; CREATE TABLE copied (x int, y text)");
      CopyManager copy = client.unwrap(PGConnection.class).getCopyAPI();
      assertThat(copy.copyIn("COPY copied FROM STDIN", new ByteArrayInputStream(bytes)))
          .isEqualTo(50_000);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      copy.copyOut("COPY copied TO STDOUT", out);
      assertThat(out.toByteArray()).isEqualTo(bytes);
      assertThatThrownBy(
              () -> copy.copyIn("COPY copied FROM STDIN", new ByteArrayInputStream(new byte[9])))
          .isInstanceOf(SQLException.class);
      assertThat(count(client, "copied")).isEqualTo(50_000);
      assertThat(front.requests).contains("COPY copied");
      assertThat(front.troubles()).isEmpty();
    }
  }

  @Test
  void notifiesThoseThatListen() throws SQLException {
    try (Front front = Front.passing();
        Connection listener = front.connect(new Properties());
        Connection direct = PostgresServer.connect()) {
      execute(listener, "LISTEN news");
      execute(direct, "NOTIFY news, 'hello'");
      await()
          .untilAsserted(
              () ->
                  assertThat(listener.unwrap(PGConnection.class).getNotifications(100))
                      .extracting(PGNotification::getParameter)
                      .containsExactly("hello"));
    }
  }

  @Test
  void cancels() throws Exception {
    try (Front front = Front.passing();
        Connection client = front.connect(new Properties());
        Statement statement = client.createStatement();
        Connection direct = PostgresServer.connect()) {
      CompletableFuture<Void> slow =
          CompletableFuture.runAsync(
              () ->
                  assertThatThrownBy(() -> statement.execute("SELECT pg_sleep(60)"))
                      .isInstanceOfSatisfying(
                          SQLException.class,
                          thrown -> assertThat(thrown.getSQLState()).isEqualTo("57014")));
      await()
          .until(
              () ->
                  count(
                          direct,
                          "pg_stat_activity WHERE query = 'SELECT pg_sleep(60)' AND state = 'active'")
                      == 1);
      statement.cancel();
      slow.get();
    }
  }

  @Test
  void fetchesWithACursor() throws SQLException {
    try (Front front = Front.passing();
        Connection client = front.connect(new Properties());
        PreparedStatement select =
            client.prepareStatement("SELECT x FROM generate_series(1, 1000) x")) {
      client.setAutoCommit(false);
      select.setFetchSize(100);
      int sum = 0;
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          sum += rows.getInt(1);
        }
      }
      assertThat(sum).isEqualTo(500_500);
      assertThat(front.requests).contains("SELECT (prepared)");
    }
  }

  @Test
  void preparesAgainAfterACachedPlanFails() throws SQLException {
    boolean[] failed = {false};
    try (Front front =
            Front.before(
                exchange -> {
                  boolean fails = exchange.label().endsWith("(prepared)") && !failed[0];
                  failed[0] |= fails;
                  return fails ? Decision.fail(Front.failure("cached-plan")) : Decision.pass();
                });
        Connection client = front.connect(Mode.EXTENDED_CACHE_EVERYTHING.properties());
        PreparedStatement select = client.prepareStatement("SELECT 1")) {
      for (int i = 0; i < 10; i++) {
        select.executeQuery().close();
      }
      assertThat(failed[0]).isTrue();
      assertThat(front.faults()).hasSize(1);
    }
  }

  @Test
  void refusesWhatIsNoMessage() throws IOException {
    for (String garbage : List.of("GET / HTTP/1.1\r\n\r\n", int32(8) + int32(131_072))) {
      try (Front front = Front.passing();
          RawClient client = new RawClient(front.port())) {
        assertThat(client.say(garbage).readTo('E')).isEqualTo("E:08P01");
        assertThat(client.read()).isEqualTo(-1);
      }
    }
    try (Front front = Front.passing();
        RawClient client = RawClient.loggedIn(front.port())) {
      assertThat(client.say(query("SELECT 1")).readTo('Z')).isEqualTo("T D C:SELECT 1 Z:I");
      assertThat(client.say(message('%', "")).readTo('E')).isEqualTo("E:08P01");
      assertThat(client.read()).isEqualTo(-1);
    }
  }
}
