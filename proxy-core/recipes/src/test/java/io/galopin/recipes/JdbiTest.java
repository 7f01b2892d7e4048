package io.galopin.recipes;

import static io.galopin.assertj.GalopinAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.client.Proxy;
import io.galopin.junit.GalopinProxy;
import io.galopin.junit.GalopinTest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** jdbi confirms what was rolled back, if the COMMIT fails. */
@GalopinTest(everyFaultFires = true)
class JdbiTest {

  private static final Path BEFORE = Path.of("target/other-versions/jdbi3-core-3.54.0.jar");

  @GalopinProxy(
      upstreamFrom = "port",
      protocol = "postgres",
      rules = "when postgres.statement=COMMIT once error failure=serialization-failure")
  private Proxy database;

  static int port() {
    return Postgres.port();
  }

  @BeforeEach
  void createTables() throws SQLException {
    Postgres.execute("DROP TABLE IF EXISTS orders, outbox");
    Postgres.execute("CREATE TABLE orders (article text)");
    Postgres.execute("CREATE TABLE outbox (article text)");
  }

  private List<String> confirmed(Function<String, List<String>> shop) throws SQLException {
    List<String> confirmed = shop.apply(Postgres.url(database.host(), database.port()));
    assertThat(database).fired("error").times(1).on("COMMIT");
    assertThat(Postgres.rows("SELECT article FROM orders")).containsExactly("milk");
    return confirmed;
  }

  @SuppressWarnings("unchecked")
  private List<String> confirmedBefore(Class<?> shop) throws Exception {
    try (OtherVersion before = new OtherVersion("org.jdbi", BEFORE)) {
      Object made = before.loadClass(shop.getName()).getConstructor().newInstance();
      return confirmed((Function<String, List<String>>) made);
    }
  }

  @Test
  void confirmsTheOrderThatFailed() throws Exception {
    assertThat(confirmedBefore(Confirmations.class)).containsExactly("tea", "milk");
  }

  @Test
  void confirmsOnlyWhatWasCommittedInTheNextVersion() throws SQLException {
    assertThat(confirmed(new Confirmations())).containsExactly("milk");
  }

  @Test
  void confirmsOnlyWhatWasCommittedWithAnOutbox() throws Exception {
    assertThat(confirmedBefore(Outbox.class)).containsExactly("milk");
  }
}
