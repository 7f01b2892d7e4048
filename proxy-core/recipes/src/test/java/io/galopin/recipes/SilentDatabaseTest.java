package io.galopin.recipes;

import static io.galopin.assertj.GalopinAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.galopin.client.Proxy;
import io.galopin.junit.GalopinProxy;
import io.galopin.junit.GalopinTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Of the timeouts of pgjdbc, only one ends a query that the server never answers. */
@GalopinTest(everyFaultFires = true)
class SilentDatabaseTest {

  @GalopinProxy(
      upstreamFrom = "port",
      protocol = "postgres",
      rules = "when postgres.statement=SELECT hang")
  private Proxy database;

  static int port() {
    return Postgres.port();
  }

  @Test
  void endsByTheTimeoutOfTheNetworkAlone() throws SQLException {
    String url = Postgres.url(database.host(), database.port());
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("SET statement_timeout = '1s'");
      statement.setQueryTimeout(1);
      connection.setNetworkTimeout(Runnable::run, 1_000);

      SQLException late =
          catchThrowableOfType(
              SQLException.class, () -> statement.executeQuery("SELECT price FROM articles"));

      assertThat(late.getSQLState()).isEqualTo("08006");
    }
    assertThat(database).fired("hang").times(1).on("SELECT articles");
  }
}
