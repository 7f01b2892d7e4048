package io.galopin.protocol.mysql.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pool of connections keeps those that failed a statement, and replaces those that ended. */
@Tag("thorough")
class PoolTest {

  private static HikariDataSource pool(Driver driver, Front front) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(driver.url(front.port()));
    config.setMaximumPoolSize(1);
    return new HikariDataSource(config);
  }

  private static int connection(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT CONNECTION_ID()")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static void fail(HikariDataSource pool, String sqlstate) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("DO 1"))
          .isInstanceOfSatisfying(
              SQLException.class, thrown -> assertThat(thrown.getSQLState()).startsWith(sqlstate));
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsAConnectionAfterAnErrorOfAStatement(Driver driver) throws SQLException {
    try (Front front = Front.of(MariaDb.port(), "when mysql.sql=DO* error failure=deadlock");
        HikariDataSource pool = pool(driver, front)) {
      int before = connection(pool);
      fail(pool, "40001");
      assertThat(connection(pool)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource
  void replacesAConnectionThatTheServerEnds(Driver driver) throws SQLException {
    try (Front front = Front.of(MariaDb.port(), "when mysql.sql=DO* error failure=shutdown");
        HikariDataSource pool = pool(driver, front)) {
      int before = connection(pool);
      fail(pool, "08S01");
      assertThat(connection(pool)).isNotEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource
  void replacesAClosedConnectionWhileThereAreTooMany(Driver driver) throws SQLException {
    try (Front front =
            Front.of(
                MariaDb.port(),
                "when mysql.sql=DO* abort",
                "when opening calls 2..3 error failure=too-many-connections");
        HikariDataSource pool = pool(driver, front)) {
      int before = connection(pool);
      fail(pool, "08");
      assertThat(connection(pool)).isNotEqualTo(before);
      assertThat(front.decisions()).hasSize(3);
    }
  }
}
