package io.galopin.protocol.mysql.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Drivers get from MariaDB what they get without Galopin, and failures as from the server. */
@Tag("thorough")
class DriversTest {

  @BeforeEach
  void emptyTable() throws SQLException {
    try (Connection direct = Driver.MARIADB_TEXT.connect(MariaDb.port());
        Statement statement = direct.createStatement()) {
      statement.execute("CREATE OR REPLACE TABLE orders (id INT PRIMARY KEY, note LONGTEXT)");
      statement.execute(
          "CREATE OR REPLACE PROCEDURE two() BEGIN SELECT 1; SELECT 2; UPDATE orders SET id = id; END");
    }
  }

  private static List<Integer> ids() throws SQLException {
    try (Connection direct = Driver.MARIADB_TEXT.connect(MariaDb.port())) {
      return ids(direct);
    }
  }

  private static List<Integer> ids(Connection connection) throws SQLException {
    List<Integer> ids = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM orders ORDER BY id")) {
      while (rows.next()) {
        ids.add(rows.getInt(1));
      }
    }
    return ids;
  }

  private static void insert(Connection connection, int id) throws SQLException {
    insert(connection, id, "note");
  }

  private static void insert(Connection connection, int id, String note) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO orders VALUES (?, ?)")) {
      insert.setInt(1, id);
      insert.setString(2, note);
      insert.executeUpdate();
    }
  }

  @ParameterizedTest
  @EnumSource
  void worksAsWithoutGalopin(Driver driver) throws SQLException {
    String large = "x".repeat(5 << 20);
    try (Front front = Front.of(MariaDb.port());
        Connection connection = driver.connect(front.port())) {
      insert(connection, 1);
      insert(connection, 2, large);
      assertThatThrownBy(() -> insert(connection, 1)).isInstanceOf(SQLException.class);
      assertThat(ids(connection)).containsExactly(1, 2);
      try (PreparedStatement select =
          connection.prepareStatement("SELECT note FROM orders WHERE id = ?")) {
        for (int i = 0; i < 3; i++) {
          select.setInt(1, 2);
          try (ResultSet rows = select.executeQuery()) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo(large);
          }
        }
      }
      try (CallableStatement call = connection.prepareCall("CALL two()")) {
        assertThat(call.execute()).isTrue();
        assertThat(call.getMoreResults()).isTrue();
      }
      connection.setCatalog("mysql");
      connection.setCatalog("shop");
      assertThat(ids(connection)).containsExactly(1, 2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDeadlockRollsBack(Driver driver) throws SQLException {
    try (Front front =
            Front.of(MariaDb.port(), "when mysql.statement=UPDATE once error failure=deadlock");
        Connection connection = driver.connect(front.port())) {
      connection.setAutoCommit(false);
      insert(connection, 1);
      try (PreparedStatement update = connection.prepareStatement("UPDATE orders SET note = ?")) {
        update.setString(1, "new");
        assertThatThrownBy(update::executeUpdate)
            .isInstanceOfSatisfying(
                SQLException.class,
                failed -> {
                  assertThat(failed.getErrorCode()).isEqualTo(1213);
                  assertThat(failed.getSQLState()).isEqualTo("40001");
                });
      }
      insert(connection, 2);
      connection.commit();
      assertThat(ids()).containsExactly(2);
      String label =
          driver.name().endsWith("PREPARED") ? "UPDATE orders (prepared)" : "UPDATE orders";
      assertThat(front.decisions()).hasSize(1).allMatch(fault -> fault.startsWith(label + ":"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLockWaitTimeoutUndoesTheStatementAlone(Driver driver) throws SQLException {
    try (Front front =
            Front.of(
                MariaDb.port(), "when mysql.statement=UPDATE error failure=lock-wait-timeout");
        Connection connection = driver.connect(front.port())) {
      connection.setAutoCommit(false);
      insert(connection, 1);
      try (Statement update = connection.createStatement()) {
        assertThatThrownBy(() -> update.executeUpdate("UPDATE orders SET id = 7"))
            .isInstanceOf(SQLException.class);
      }
      insert(connection, 3);
      connection.commit();
      assertThat(ids()).containsExactly(1, 3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFailedCommitCommitsNothing(Driver driver) throws SQLException {
    try (Front front =
            Front.of(MariaDb.port(), "when mysql.statement=COMMIT once error failure=read-only");
        Connection connection = driver.connect(front.port())) {
      connection.setAutoCommit(false);
      insert(connection, 1);
      assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
      insert(connection, 2);
      connection.commit();
      assertThat(ids()).containsExactly(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCommitWhoseReplyIsLostHasCommitted(Driver driver) throws SQLException {
    try (Front front = Front.of(MariaDb.port(), "when mysql.statement=COMMIT once lost-reply")) {
      Connection connection = driver.connect(front.port());
      connection.setAutoCommit(false);
      insert(connection, 1);
      assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
      assertThat(ids()).containsExactly(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionFailsBeforeTheServerIsDialed(Driver driver) throws SQLException {
    try (Front front =
        Front.of(MariaDb.port(), "when opening once error failure=too-many-connections")) {
      assertThatThrownBy(() -> driver.connect(front.port()))
          .isInstanceOfSatisfying(
              SQLException.class, failed -> assertThat(failed.getErrorCode()).isEqualTo(1040));
      driver.connect(front.port()).close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void accessIsDenied(Driver driver) throws SQLException {
    try (Front front = Front.of(MariaDb.port(), "when opening error failure=access-denied")) {
      assertThatThrownBy(() -> driver.connect(front.port()))
          .isInstanceOfSatisfying(
              SQLException.class, failed -> assertThat(failed.getErrorCode()).isEqualTo(1045));
    }
  }

  @ParameterizedTest
  @EnumSource
  void filesAndBatchesGoThrough(Driver driver, @TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("orders.csv"), "1\ta\n2\tb\n");
    try (Front front = Front.of(MariaDb.port());
        Connection connection = driver.connect(front.port());
        Statement statement = connection.createStatement()) {
      statement.execute("LOAD DATA LOCAL INFILE '" + file + "' INTO TABLE orders");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO orders VALUES (?, ?)")) {
        for (int id = 3; id < 100; id++) {
          insert.setInt(1, id);
          insert.setString(2, "batch");
          insert.addBatch();
        }
        insert.executeBatch();
      }
      assertThat(ids(connection)).hasSize(99);
    }
  }
}
