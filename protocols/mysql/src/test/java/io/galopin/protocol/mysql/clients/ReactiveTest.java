package io.galopin.protocol.mysql.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcRollbackException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The reactive drivers work through a proxy, and see failures as they see the server's own. */
@Tag("thorough")
class ReactiveTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** The drivers, in the ways in which they send statements, and what they make of a deadlock. */
  enum Reactive {
    MARIADB_TEXT("mariadb", "sslMode=disable", R2dbcRollbackException.class),
    MARIADB_PREPARED(
        "mariadb", "sslMode=disable&useServerPrepStmts=true", R2dbcRollbackException.class),
    MYSQL_TEXT("mysql", "sslMode=disabled", R2dbcTransientResourceException.class),
    MYSQL_PREPARED(
        "mysql",
        "sslMode=disabled&useServerPrepareStatement=true",
        R2dbcTransientResourceException.class);

    private final String url;
    private final Class<? extends R2dbcException> deadlock;

    Reactive(String name, String options, Class<? extends R2dbcException> deadlock) {
      url = "r2dbc:" + name + "://root@127.0.0.1:%d/shop?" + options;
      this.deadlock = deadlock;
    }

    Connection connect(int port) {
      return Mono.from(ConnectionFactories.get(url.formatted(port)).create()).block(PATIENCE);
    }

    /** What the journal calls a statement that has values. */
    String label(String statement) {
      return name().endsWith("PREPARED") ? statement + " (prepared)" : statement;
    }
  }

  @BeforeEach
  void emptyTable() throws SQLException {
    MariaDb.execute("CREATE OR REPLACE TABLE reactive (x INT PRIMARY KEY)");
  }

  private static List<Integer> rows() throws SQLException {
    return MariaDb.numbers("SELECT x FROM reactive ORDER BY x");
  }

  private static void await(Publisher<Void> done) {
    Mono.from(done).block(PATIENCE);
  }

  private static void execute(Connection client, String sql, int x) {
    Flux.from(client.createStatement(sql).bind(0, x).execute())
        .flatMap(result -> result.getRowsUpdated())
        .blockLast(PATIENCE);
  }

  private static void insert(Connection client, int x) {
    execute(client, "INSERT INTO reactive VALUES (?)", x);
  }

  private static List<Integer> from(Connection client, int least) {
    String select = "SELECT x FROM reactive WHERE x >= ? ORDER BY x";
    return Flux.from(client.createStatement(select).bind(0, least).execute())
        .flatMap(result -> result.map((row, columns) -> row.get(0, Integer.class)))
        .collectList()
        .block(PATIENCE);
  }

  private static void end(Connection client) {
    Mono.from(client.close()).onErrorResume(gone -> Mono.empty()).block(PATIENCE);
  }

  @ParameterizedTest
  @EnumSource
  void readsAndWrites(Reactive driver) throws SQLException {
    try (Front front = Front.of(MariaDb.port())) {
      Connection client = driver.connect(front.port());
      await(client.beginTransaction());
      insert(client, 1);
      insert(client, 2);
      await(client.commitTransaction());
      await(client.beginTransaction());
      insert(client, 3);
      assertThat(from(client, 2)).containsExactly(2, 3);
      await(client.rollbackTransaction());
      assertThatThrownBy(() -> insert(client, 1)).isInstanceOf(R2dbcException.class);
      assertThat(from(client, 2)).containsExactly(2);
      end(client);
    }
    assertThat(rows()).containsExactly(1, 2);
  }

  @ParameterizedTest
  @EnumSource
  void aDeadlockRollsBack(Reactive driver) throws SQLException {
    try (Front front =
        Front.of(MariaDb.port(), "when mysql.statement=UPDATE once error failure=deadlock")) {
      Connection client = driver.connect(front.port());
      await(client.beginTransaction());
      insert(client, 1);
      assertThatThrownBy(() -> execute(client, "UPDATE reactive SET x = ?", 7))
          .isInstanceOf(driver.deadlock)
          .isInstanceOfSatisfying(
              R2dbcException.class,
              failed -> {
                assertThat(failed.getErrorCode()).isEqualTo(1213);
                assertThat(failed.getSqlState()).isEqualTo("40001");
              });
      insert(client, 2);
      await(client.rollbackTransaction());
      insert(client, 3);
      end(client);
      assertThat(front.decisions())
          .singleElement()
          .asString()
          .startsWith(driver.label("UPDATE reactive") + ":");
    }
    assertThat(rows()).containsExactly(2, 3);
  }

  @ParameterizedTest
  @EnumSource
  void aFailedCommitCommitsNothing(Reactive driver) throws SQLException {
    try (Front front =
        Front.of(MariaDb.port(), "when mysql.statement=COMMIT once error failure=deadlock")) {
      Connection client = driver.connect(front.port());
      await(client.beginTransaction());
      insert(client, 1);
      assertThatThrownBy(() -> await(client.commitTransaction())).isInstanceOf(driver.deadlock);
      insert(client, 2);
      end(client);
    }
    assertThat(rows()).containsExactly(2);
  }

  @ParameterizedTest
  @EnumSource
  void aCommitWhoseReplyIsLostHasCommitted(Reactive driver) throws SQLException {
    try (Front front = Front.of(MariaDb.port(), "when mysql.statement=COMMIT once lost-reply")) {
      Connection client = driver.connect(front.port());
      await(client.beginTransaction());
      insert(client, 1);
      assertThatThrownBy(() -> await(client.commitTransaction()))
          .isInstanceOf(R2dbcException.class);
      end(client);
    }
    assertThat(rows()).containsExactly(1);
  }
}
