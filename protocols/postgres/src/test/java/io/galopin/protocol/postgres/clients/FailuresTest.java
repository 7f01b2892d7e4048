package io.galopin.protocol.postgres.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Action;
import io.galopin.api.Decision;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** After a failure, the server is in the state in which its own would have left it. */
@ParameterizedClass
@EnumSource
class FailuresTest {

  private static final String CONFLICT = "serialization-failure";

  @Parameter Mode mode;

  private Connection direct;

  @BeforeEach
  void emptyTable() throws SQLException {
    direct = PostgresServer.connect();
    execute(direct, "DROP TABLE IF EXISTS a, b");
    execute(direct, "CREATE TABLE a (x int)");
    execute(direct, "CREATE TABLE b (x int)");
  }

  @AfterEach
  void disconnect() throws SQLException {
    direct.close();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void insert(Connection connection, String table, int x) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + table + " VALUES (?)")) {
      insert.setInt(1, x);
      insert.executeUpdate();
    }
  }

  /** What is in a table, as another connection sees it. */
  private List<Integer> rows(String table) throws SQLException {
    List<Integer> rows = new ArrayList<>();
    try (Statement statement = direct.createStatement();
        ResultSet result = statement.executeQuery("SELECT x FROM " + table + " ORDER BY x")) {
      while (result.next()) {
        rows.add(result.getInt(1));
      }
    }
    return rows;
  }

  /** What the server thinks that the client's connection does. */
  private String state(Connection of) throws SQLException {
    int process = of.unwrap(org.postgresql.PGConnection.class).getBackendPID();
    try (Statement statement = direct.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT coalesce(max(state), 'gone') FROM pg_stat_activity WHERE pid = "
                    + process)) {
      result.next();
      return result.getString(1);
    }
  }

  private static void assertFails(ThrowingCallable call, String sqlstate) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SQLException.class, thrown -> assertThat(thrown.getSQLState()).isEqualTo(sqlstate));
  }

  @Test
  void leavesNothingOutsideOfATransaction() throws SQLException {
    try (Front front = Front.failing("INSERT b", CONFLICT);
        Connection client = front.connect(mode.properties())) {
      insert(client, "a", 1);
      assertFails(() -> insert(client, "b", 1), "40001");
      assertThat(state(client)).isEqualTo("idle");
      insert(client, "a", 2);
      assertThat(client.isValid(10)).isTrue();
    }
    assertThat(rows("a")).containsExactly(1, 2);
    assertThat(rows("b")).isEmpty();
  }

  @Test
  void failsTheTransactionOnBothSides() throws SQLException {
    try (Front front = Front.failing("INSERT b", CONFLICT);
        Connection client = front.connect(mode.properties())) {
      client.setAutoCommit(false);
      insert(client, "a", 1);
      assertFails(() -> insert(client, "b", 1), "40001");
      assertThat(state(client)).isEqualTo("idle in transaction (aborted)");
      assertFails(() -> insert(client, "a", 2), "25P02");
      client.rollback();
      insert(client, "a", 3);
      client.commit();
    }
    assertThat(rows("a")).containsExactly(3);
    assertThat(rows("b")).isEmpty();
  }

  @Test
  void rollsBackWhatIsCommittedAfterAFailure() throws SQLException {
    try (Front front = Front.failing("INSERT b", CONFLICT);
        Connection client = front.connect(mode.properties())) {
      execute(client, "BEGIN");
      insert(client, "a", 1);
      assertFails(() -> insert(client, "b", 1), "40001");
      execute(client, "COMMIT");
      assertThat(state(client)).isEqualTo("idle");
    }
    assertThat(rows("a")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT x FROM b                             | SELECT b
          INSERT INTO b VALUES (1)                    | INSERT b
          UPDATE b SET x = 1                          | UPDATE b
          DELETE FROM b                               | DELETE b
          CREATE TABLE c (x int)                      | CREATE c
          DO $$ BEGIN INSERT INTO b VALUES (1); END $$ | DO
          """)
  void failsTheTransactionWithItsFirstStatement(String sql, String label) throws SQLException {
    try (Front front = Front.failing(label, "deadlock");
        Connection client = front.connect(mode.properties())) {
      client.setAutoCommit(false);
      assertFails(() -> execute(client, sql), "40P01");
      assertThat(state(client)).isEqualTo("idle in transaction (aborted)");
      assertFails(() -> insert(client, "a", 1), "25P02");
      client.rollback();
      assertThat(state(client)).isEqualTo("idle");
      insert(client, "a", 2);
      client.commit();
    }
    assertThat(rows("a")).containsExactly(2);
    assertThat(rows("b")).isEmpty();
  }

  @Test
  void commitsNothingIfTheCommitFails() throws SQLException {
    try (Front front = Front.failing("COMMIT", CONFLICT);
        Connection client = front.connect(mode.properties())) {
      client.setAutoCommit(false);
      insert(client, "a", 1);
      assertFails(client::commit, "40001");
      assertThat(state(client)).isEqualTo("idle");
      client.setAutoCommit(true);
      insert(client, "b", 1);
    }
    assertThat(rows("a")).isEmpty();
    assertThat(rows("b")).containsExactly(1);
  }

  @Test
  void failsOneCommitOfTwo() throws SQLException {
    int[] commits = {0};
    try (Front front =
            Front.before(
                exchange ->
                    exchange.label().startsWith("COMMIT") && ++commits[0] == 1
                        ? Decision.fail(Front.failure(CONFLICT))
                        : Decision.pass());
        Connection client = front.connect(mode.properties())) {
      client.setAutoCommit(false);
      insert(client, "a", 1);
      assertFails(client::commit, "40001");
      insert(client, "a", 2);
      client.commit();
    }
    assertThat(rows("a")).containsExactly(2);
  }

  @Test
  void goesOnFromASavepoint() throws SQLException {
    try (Front front = Front.failing("INSERT b", "lock-not-available");
        Connection client = front.connect(mode.properties())) {
      client.setAutoCommit(false);
      insert(client, "a", 1);
      Savepoint savepoint = client.setSavepoint();
      insert(client, "a", 2);
      assertFails(() -> insert(client, "b", 1), "55P03");
      client.rollback(savepoint);
      insert(client, "a", 3);
      client.commit();
    }
    assertThat(rows("a")).containsExactly(1, 3);
    assertThat(rows("b")).isEmpty();
  }

  @Test
  void doesNotPrepareWhatFails() throws SQLException {
    boolean[] failed = {false};
    try (Front front =
            Front.before(
                exchange -> {
                  boolean fails = exchange.label().startsWith("INSERT b") && !failed[0];
                  failed[0] |= fails;
                  return fails ? Decision.fail(Front.failure("error")) : Decision.pass();
                });
        Connection client = front.connect(mode.properties());
        PreparedStatement insert = client.prepareStatement("INSERT INTO b VALUES (?)")) {
      insert.setInt(1, 1);
      assertFails(insert::executeUpdate, "XX000");
      for (int x = 2; x < 10; x++) {
        insert.setInt(1, x);
        insert.executeUpdate();
      }
    }
    assertThat(rows("b")).containsExactly(2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void failsABatchAsAWhole() throws SQLException {
    try (Front front =
            Front.before(
                exchange ->
                    exchange.label().startsWith("INSERT b")
                        ? Decision.fail(Front.failure("disk-full"))
                        : Decision.pass());
        Connection client = front.connect(mode.properties());
        PreparedStatement insert = client.prepareStatement("INSERT INTO b VALUES (?)")) {
      client.setAutoCommit(false);
      insert(client, "a", 1);
      for (int x = 0; x < 5; x++) {
        insert.setInt(1, x);
        insert.addBatch();
      }
      assertFails(insert::executeBatch, "53100");
      assertThat(state(client)).isEqualTo("idle in transaction (aborted)");
      client.rollback();
    }
    assertThat(rows("a")).isEmpty();
    assertThat(rows("b")).isEmpty();
  }

  @Test
  void leavesTheRowsIfTheReplyToTheCommitIsLost() throws SQLException {
    try (Front front =
            Front.before(
                exchange ->
                    exchange.label().startsWith("COMMIT")
                        ? Decision.act(new Action.Lose(Action.End.CLOSE))
                        : Decision.pass());
        Connection client = front.connect(mode.properties())) {
      client.setAutoCommit(false);
      insert(client, "a", 1);
      assertFails(client::commit, "08006");
    }
    assertThat(rows("a")).containsExactly(1);
  }

  @ParameterizedTest
  @CsvSource({
    "error, XX000",
    "serialization-failure, 40001",
    "deadlock, 40P01",
    "lock-not-available, 55P03",
    "query-canceled, 57014",
    "read-only, 25006",
    "disk-full, 53100",
    "out-of-memory, 53200"
  })
  void isTheExceptionForIt(String failure, String sqlstate) throws SQLException {
    try (Front front = Front.failing("INSERT b", failure);
        Connection client = front.connect(mode.properties())) {
      assertFails(() -> insert(client, "b", 1), sqlstate);
      assertThat(client.isClosed()).isFalse();
      insert(client, "a", 1);
    }
    assertThat(rows("a")).containsExactly(1);
  }

  @ParameterizedTest
  @CsvSource({
    "admin-shutdown, 57P01",
    "too-many-connections, 53300",
    "starting-up, 57P03",
    "invalid-password, 28P01"
  })
  void closesAsTheServerDoes(String failure, String sqlstate) throws SQLException {
    try (Front front = Front.failing("INSERT b", failure);
        Connection client = front.connect(mode.properties())) {
      client.setAutoCommit(false);
      insert(client, "a", 1);
      assertFails(() -> insert(client, "b", 1), sqlstate);
      assertThatThrownBy(() -> insert(client, "a", 1)).isInstanceOf(SQLException.class);
    }
    assertThat(rows("a")).isEmpty();
  }
}
