package io.galopin.protocol.mysql.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Failure;
import io.galopin.protocol.mysql.MysqlProtocolFactory;
import io.galopin.protocol.mysql.Wired;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** After each failure, MariaDB has the rows that the page of the protocol says. */
@Tag("thorough")
class FailedRowsTest {

  private static final Set<String> CLOSING =
      Set.of(
          "shutdown",
          "killed",
          "idle-timeout",
          "too-many-connections",
          "host-blocked",
          "access-denied");

  private static final String ROWS = "SELECT id FROM kept ORDER BY id";

  @BeforeEach
  void emptyTable() throws SQLException {
    MariaDb.execute("CREATE OR REPLACE TABLE kept (id INT PRIMARY KEY)");
  }

  static Stream<String> failures() {
    return new MysqlProtocolFactory().failures().stream().map(Failure.Kind::name);
  }

  private static int code(String failure) {
    String description =
        new MysqlProtocolFactory()
            .failures().stream()
                .filter(kind -> kind.name().equals(failure))
                .findFirst()
                .orElseThrow()
                .description();
    return Integer.parseInt(description.substring(0, 4));
  }

  /** Says how a transaction ends in which 1 was inserted, and then a statement failed. */
  private interface End {
    void of(Connection connection, Statement statement) throws SQLException;
  }

  private static void fail(String rule, String sql, String failure, End end) throws SQLException {
    try (Front front = Front.of(MariaDb.port(), rule + " error failure=" + failure);
        Connection connection = Driver.MARIADB_TEXT.connect(front.port());
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN");
      statement.execute("INSERT INTO kept VALUES (1)");
      assertThatThrownBy(() -> statement.execute(sql))
          .isInstanceOfSatisfying(
              SQLException.class,
              failed -> assertThat(failed.getErrorCode()).isEqualTo(code(failure)));
      if (!CLOSING.contains(failure)) {
        end.of(connection, statement);
      }
    }
  }

  private static void hasRows(Integer... rows) throws SQLException {
    assertThat(MariaDb.numbers(ROWS)).containsExactly(rows);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void ofAStatement(String failure) throws SQLException {
    fail(
        "when mysql.statement=UPDATE",
        "UPDATE kept SET id = 7",
        failure,
        (connection, statement) -> {
          statement.execute("INSERT INTO kept VALUES (2)");
          statement.execute("COMMIT");
        });
    if (CLOSING.contains(failure)) {
      hasRows();
    } else if (failure.equals("deadlock")) {
      hasRows(2);
    } else {
      hasRows(1, 2);
    }
  }

  /** It would have committed what was done before. */
  @ParameterizedTest
  @MethodSource("failures")
  void ofAnAlterTable(String failure) throws SQLException {
    fail(
        "when mysql.statement=ALTER",
        "ALTER TABLE kept ADD note INT",
        failure,
        (connection, statement) -> statement.execute("ROLLBACK"));
    if (CLOSING.contains(failure) || failure.equals("read-only")) {
      hasRows();
    } else {
      hasRows(1);
    }
  }

  @ParameterizedTest
  @MethodSource("failures")
  void ofACommit(String failure) throws SQLException {
    fail(
        "when mysql.statement=COMMIT call 1",
        "COMMIT",
        failure,
        (connection, statement) -> {
          statement.execute("INSERT INTO kept VALUES (2)");
          statement.execute("COMMIT");
        });
    if (CLOSING.contains(failure)) {
      hasRows();
    } else {
      hasRows(2);
    }
  }

  /** The server does what it commits, whatever becomes of the statement. */
  @Test
  void areThoseOfTheServerItself() throws SQLException {
    try (Connection connection = Driver.MARIADB_TEXT.connect(MariaDb.port());
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN");
      statement.execute("INSERT INTO kept VALUES (1)");
      assertThatThrownBy(() -> statement.execute("ALTER TABLE kept DROP missing"))
          .isInstanceOf(SQLException.class);
      statement.execute("ROLLBACK");
    }
    hasRows(1);
  }

  /** What the server itself refuses, and what is refused in its place, leave the same behind. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE missing ADD note INT",
        "ANALYZE SELECT * FROM missing",
        "ANALYZE FORMAT=JSON UPDATE missing SET id = 1",
        "BEGIN NOT ATOMIC SELECT missing; END",
        "CREATE VIEW seen AS SELECT missing",
        "CREATE OR REPLACE TEMPORARY TABLE t SELECT * FROM missing",
        "/*!40000 ALTER TABLE missing ADD note INT */",
        "CALL missing()",
        "DROP PREPARE missing",
        "DROP TABLE missing",
        "DROP TEMPORARY TABLE missing",
        "DROP USER missing",
        "FLUSH TABLES missing WITH READ LOCK",
        "GRANT SELECT ON missing.t TO root@localhost",
        "LOCK TABLES missing READ",
        "RENAME TABLE missing TO other",
        "ROLLBACK TO missing",
        "TRUNCATE missing"
      })
  void leaveATransactionAsTheServerDoes(String sql) throws SQLException {
    Integer[] left = leftAfter(MariaDb.port(), sql);
    MariaDb.execute("TRUNCATE kept");
    try (Front front = Front.of(MariaDb.port(), "when mysql.sql~missing error")) {
      assertThat(leftAfter(front.port(), sql)).isEqualTo(left);
      assertThat(front.faults()).hasSize(1);
    }
  }

  private static Integer[] leftAfter(int port, String sql) throws SQLException {
    try (Connection connection = Driver.MARIADB_TEXT.connect(port);
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN");
      statement.execute("INSERT INTO kept VALUES (1)");
      assertThatThrownBy(() -> statement.execute(sql)).isInstanceOf(SQLException.class);
      statement.execute("ROLLBACK");
    }
    return MariaDb.numbers(ROWS).toArray(Integer[]::new);
  }

  /** The server forgets the session before it looks at what the client wants. */
  @Test
  void ofAChangeOfUser() throws Exception {
    assertThat(afterChange(MariaDb.port(), "missing")).containsExactly(1049, 1243);
    hasRows();
    try (Front front = Front.of(MariaDb.port(), "when mysql.command=CHANGE_USER error")) {
      assertThat(afterChange(front.port(), "shop")).containsExactly(1105, 1243);
    }
    hasRows();
  }

  /** Returns the errors of a change within a transaction, and of a statement prepared before it. */
  private static List<Integer> afterChange(int port, String database) throws IOException {
    try (RawClient client = RawClient.loggedIn(port, RawClient.OLD)) {
      client.say(Wired.packet(0, "\u0016SELECT 1")).reply(RawClient.PREPARE);
      client.query("BEGIN");
      client.query("INSERT INTO kept VALUES (1)");
      client.say(Wired.packet(0, "\u0011root\0\0" + database + "\0-\0mysql_native_password\0"));
      String changed = client.reply(RawClient.PING);
      if (changed.charAt(4) == 0xFE) {
        changed = client.say(Wired.packet(2, "")).reply(RawClient.PING);
      }
      client.say(Wired.packet(0, "\u0017\1\0\0\0\0\1\0\0\0"));
      String executed = client.reply(RawClient.EXECUTE);
      client.query("COMMIT");
      return List.of(error(changed), error(executed));
    }
  }

  private static int error(String reply) {
    return reply.charAt(4) == 0xFF ? reply.charAt(5) | reply.charAt(6) << 8 : 0;
  }

  @ParameterizedTest
  @MethodSource("openings")
  void ofAnOpeningTheServerDoesNotCount(String failure) throws SQLException {
    String aborted =
        "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS"
            + " WHERE VARIABLE_NAME = 'ABORTED_CONNECTS'";
    List<Integer> before = MariaDb.numbers(aborted);
    try (Front front = Front.of(MariaDb.port(), "when opening error failure=" + failure)) {
      for (int i = 0; i < 200; i++) {
        assertThatThrownBy(() -> Driver.MARIADB_TEXT.connect(front.port()))
            .isInstanceOf(SQLException.class);
      }
      assertThat(front.decisions()).hasSize(200);
    }
    assertThat(MariaDb.numbers(aborted)).isEqualTo(before);
  }

  static Stream<String> openings() {
    return Stream.of("too-many-connections", "host-blocked", "access-denied");
  }
}
