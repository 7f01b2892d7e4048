package io.galopin.recipes;

import static io.galopin.assertj.GalopinAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.client.Proxy;
import io.galopin.junit.GalopinProxy;
import io.galopin.junit.GalopinTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A transaction is done twice if the answer to its COMMIT is lost and the client tries again. */
@GalopinTest(everyFaultFires = true)
class LostCommitTest {

  @GalopinProxy(
      upstreamFrom = "port",
      protocol = "postgres",
      rules = "when postgres.statement=COMMIT once lost-reply")
  private Proxy database;

  static int port() {
    return Postgres.port();
  }

  @BeforeEach
  void createTable() throws SQLException {
    Postgres.execute("DROP TABLE IF EXISTS orders");
    Postgres.execute("CREATE TABLE orders (id text, article text)");
  }

  /** Orders, with a second attempt if the connection breaks. */
  private void order(String insert) throws SQLException {
    try {
      inTransaction(insert);
    } catch (SQLException failed) {
      if (!failed.getSQLState().startsWith("08")) {
        throw failed;
      }
      inTransaction(insert);
    }
  }

  private void inTransaction(String insert) throws SQLException {
    String url = Postgres.url(database.host(), database.port());
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(insert);
      connection.commit();
    }
  }

  @Test
  void ordersTwice() throws SQLException {
    order("INSERT INTO orders VALUES ('order-17', 'tea')");

    assertThat(Postgres.rows("SELECT article FROM orders")).containsExactly("tea", "tea");
    assertThat(database).fired("lost-reply").times(1).on("COMMIT");
  }

  @Test
  void ordersOnceWithAKey() throws SQLException {
    Postgres.execute("ALTER TABLE orders ADD PRIMARY KEY (id)");

    order("INSERT INTO orders VALUES ('order-17', 'tea') ON CONFLICT (id) DO NOTHING");

    assertThat(Postgres.rows("SELECT article FROM orders")).containsExactly("tea");
  }
}
