package io.galopin.protocol.postgres.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Decision;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.R2dbcException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The reactive driver works through a proxy, and sees failures as it sees the server's own. */
class ReactiveTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @BeforeEach
  void emptyTable() throws SQLException {
    try (Connection direct = PostgresServer.connect();
        Statement statement = direct.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS reactive; CREATE TABLE reactive (x int)");
    }
  }

  private static PostgresqlConnection connect(int port) {
    PostgresqlConnectionConfiguration configuration =
        PostgresqlConnectionConfiguration.builder()
            .host("127.0.0.1")
            .port(port)
            .username("postgres")
            .database("postgres")
            .build();
    return new PostgresqlConnectionFactory(configuration).create().block(PATIENCE);
  }

  private static void insert(PostgresqlConnection client, int x) {
    client
        .createStatement("INSERT INTO reactive VALUES ($1)")
        .bind("$1", x)
        .execute()
        .flatMap(result -> result.getRowsUpdated())
        .blockLast(PATIENCE);
  }

  private static List<Integer> rows() {
    PostgresqlConnection direct = connect(PostgresServer.address().port());
    try {
      return direct
          .createStatement("SELECT x FROM reactive ORDER BY x")
          .execute()
          .flatMap(result -> result.map((row, columns) -> row.get(0, Integer.class)))
          .collectList()
          .block(PATIENCE);
    } finally {
      end(direct);
    }
  }

  private static void end(PostgresqlConnection client) {
    client.close().onErrorResume(gone -> Mono.empty()).block(PATIENCE);
  }

  private static void assertFails(PostgresqlConnection client, int x, String sqlstate) {
    assertThatThrownBy(() -> insert(client, x))
        .isInstanceOfSatisfying(
            R2dbcException.class, thrown -> assertThat(thrown.getSqlState()).isEqualTo(sqlstate));
  }

  @Test
  void readsAndWrites() {
    try (Front front = Front.passing()) {
      PostgresqlConnection client = connect(front.port());
      client.beginTransaction().block(PATIENCE);
      insert(client, 1);
      insert(client, 2);
      client.commitTransaction().block(PATIENCE);
      end(client);
      assertThat(front.requests)
          .contains("BEGIN", "INSERT reactive", "INSERT reactive (prepared)", "COMMIT");
      assertThat(front.troubles()).isEmpty();
    }
    assertThat(rows()).containsExactly(1, 2);
  }

  @Test
  void goesOnAfterAFailure() {
    boolean[] failed = {false};
    try (Front front =
        Front.before(
            exchange -> {
              boolean fails = exchange.label().startsWith("INSERT") && !failed[0];
              failed[0] |= fails;
              return fails
                  ? Decision.fail(Front.failure("serialization-failure"))
                  : Decision.pass();
            })) {
      PostgresqlConnection client = connect(front.port());
      client.beginTransaction().block(PATIENCE);
      assertFails(client, 1, "40001");
      assertFails(client, 2, "25P02");
      client.rollbackTransaction().block(PATIENCE);
      insert(client, 3);
      end(client);
    }
    assertThat(rows()).containsExactly(3);
  }

  @Test
  void commitsNothingIfTheCommitFails() {
    try (Front front = Front.failing("COMMIT", "deadlock")) {
      PostgresqlConnection client = connect(front.port());
      client.beginTransaction().block(PATIENCE);
      insert(client, 1);
      assertThatThrownBy(() -> client.commitTransaction().block(PATIENCE))
          .isInstanceOfSatisfying(
              R2dbcException.class, thrown -> assertThat(thrown.getSqlState()).isEqualTo("40P01"));
      insert(client, 2);
      end(client);
    }
    assertThat(rows()).containsExactly(2);
  }
}
