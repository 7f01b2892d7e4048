package io.galopin.protocol.postgres.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** A pool of connections keeps those that failed a statement, and replaces those that ended. */
class PoolTest {

  private static HikariDataSource pool(int port) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + port + "/postgres?sslmode=disable");
    config.setUsername("postgres");
    config.setMaximumPoolSize(1);
    return new HikariDataSource(config);
  }

  private static int process(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static void fail(HikariDataSource pool, String sqlstate) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("CHECKPOINT"))
          .isInstanceOfSatisfying(
              SQLException.class, thrown -> assertThat(thrown.getSQLState()).isEqualTo(sqlstate));
    }
  }

  @Test
  void keepsAConnectionAfterAnErrorOfAStatement() throws SQLException {
    try (Front front = Front.failing("CHECKPOINT", "deadlock");
        HikariDataSource pool = pool(front.port())) {
      int before = process(pool);
      fail(pool, "40P01");
      assertThat(process(pool)).isEqualTo(before);
    }
  }

  @Test
  void replacesAConnectionThatTheServerEnds() throws SQLException {
    try (Front front = Front.failing("CHECKPOINT", "admin-shutdown");
        HikariDataSource pool = pool(front.port())) {
      int before = process(pool);
      fail(pool, "57P01");
      assertThat(process(pool)).isNotEqualTo(before);
    }
  }
}
