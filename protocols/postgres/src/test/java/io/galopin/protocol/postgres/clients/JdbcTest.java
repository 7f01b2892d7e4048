package io.galopin.protocol.postgres.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** pgjdbc works through a proxy as it does without. */
class JdbcTest {

  @ParameterizedTest
  @EnumSource
  void readsAndWrites(Mode mode) throws SQLException {
    try (Front front = Front.passing();
        Connection connection = front.connect(mode.properties());
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS orders");
      statement.execute("CREATE TABLE orders (id int PRIMARY KEY, what text)");
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO orders VALUES (?, ?)")) {
        for (int id = 1; id <= 10; id++) {
          insert.setInt(1, id);
          insert.setString(2, "secret " + id);
          insert.addBatch();
        }
        insert.executeBatch();
      }
      connection.commit();
      try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM orders")) {
        rows.next();
        assertThat(rows.getInt(1)).isEqualTo(10);
      }
      System.out.println(mode + " " + front.requests);
      assertThat(front.troubles()).isEmpty();
    }
  }
}
