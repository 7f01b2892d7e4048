package io.galopin.protocol.postgres;

import static io.galopin.protocol.postgres.Messages.BOUND;
import static io.galopin.protocol.postgres.Messages.LOGGED_IN;
import static io.galopin.protocol.postgres.Messages.PARSED;
import static io.galopin.protocol.postgres.Messages.STARTUP;
import static io.galopin.protocol.postgres.Messages.SYNC;
import static io.galopin.protocol.postgres.Messages.bind;
import static io.galopin.protocol.postgres.Messages.close;
import static io.galopin.protocol.postgres.Messages.complete;
import static io.galopin.protocol.postgres.Messages.error;
import static io.galopin.protocol.postgres.Messages.execute;
import static io.galopin.protocol.postgres.Messages.parameter;
import static io.galopin.protocol.postgres.Messages.parse;
import static io.galopin.protocol.postgres.Messages.query;
import static io.galopin.protocol.postgres.Messages.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.TestSession;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttributesTest {

  private final TestSession session = TestSession.of(new PostgresProtocolFactory(), Map.of());

  @AfterEach
  void end() {
    session.close();
  }

  private TestSession started() {
    return session.client(STARTUP).backend(LOGGED_IN);
  }

  private Object of(String name) {
    return session.attribute("postgres." + name).orElse("none");
  }

  @Test
  void knowsWhoConnects() {
    session.client(STARTUP);

    assertThat(of("message")).isEqualTo(List.of("Startup"));
    assertThat(of("database")).isEqualTo("shop");
    assertThat(of("user")).isEqualTo("me");
    assertThat(of("application-name")).isEqualTo("till");
    assertThat(of("statement")).isEqualTo(List.of());
  }

  @Test
  void followsTheNameOfTheApplication() {
    started()
        .client(query("SET application_name = 'stock'"))
        .backend(complete("SET") + parameter("application_name", "stock") + ready('I'))
        .client(query("SELECT 1"));

    assertThat(of("application-name")).isEqualTo("stock");
  }

  @Test
  void knowsStatementsAndTables() {
    started().client(query("BEGIN; UPDATE shop.orders SET x = 'secret'; SELECT 1 FROM Orders"));

    assertThat(of("message")).isEqualTo(List.of("Query"));
    assertThat(of("statement")).isEqualTo(List.of("BEGIN", "UPDATE", "SELECT"));
    assertThat(of("table")).isEqualTo(List.of("shop.orders", "orders"));
    assertThat(of("sql").toString()).contains("'secret'");
    assertThat(session.seen()).allMatch(line -> !line.contains("secret"));
  }

  @Test
  void knowsWhatWasPrepared() {
    started()
        .client(parse("s", "DELETE FROM a") + SYNC)
        .backend(PARSED + ready('I'))
        .client(bind("p", "s") + SYNC)
        .backend(BOUND + ready('I'))
        .client(execute("p") + SYNC);

    assertThat(of("message")).isEqualTo(List.of("Execute", "Sync"));
    assertThat(of("statement")).isEqualTo(List.of("DELETE"));
    assertThat(of("table")).isEqualTo(List.of("a"));
    assertThat(of("sql")).isEqualTo(List.of("DELETE FROM a"));
  }

  @Test
  void knowsNoKindOfWhatIsOnlyPrepared() {
    started().client(parse("s", "DELETE FROM a") + SYNC);

    assertThat(of("statement")).isEqualTo(List.of());
  }

  @Test
  void forgetsWhatIsClosed() {
    started()
        .client(parse("s", "DELETE FROM a") + close('S', "s") + SYNC)
        .client(bind("", "s") + execute("") + SYNC);

    assertThat(of("statement")).isEqualTo(List.of("OTHER"));
  }

  @Test
  void forgetsStatementsThatNoLongerFit() {
    try (TestSession small =
        TestSession.of(new PostgresProtocolFactory(), Map.of("prepared", "4096"))) {
      small.client(STARTUP).backend(LOGGED_IN);
      for (int i = 0; i < 20; i++) {
        small.client(parse("s" + i, "DELETE FROM a" + i) + SYNC).backend(PARSED + ready('I'));
      }
      small.client(bind("", "s19") + execute("") + SYNC);
      assertThat(small.attribute("postgres.table")).hasValue(List.of("a19"));
      small.client(bind("", "s0") + execute("") + SYNC);
      assertThat(small.attribute("postgres.statement")).hasValue(List.of("OTHER"));
      assertThat(small.attribute("postgres.table")).hasValue(List.of());
    }
  }

  @Test
  void readsWhatFitsIntoAHead() {
    String large = "x".repeat(100_000);
    started().client(query("INSERT INTO a VALUES ('" + large + "'); COMMIT"));

    assertThat(of("statement")).isEqualTo(List.of("INSERT"));
    assertThat(of("table")).isEqualTo(List.of("a"));
  }

  @Test
  void countsWhatIsBoundToALargeValueAsExecuted() {
    String large = "x".repeat(100_000);
    started()
        .client(parse("", "INSERT INTO a VALUES ($1)"))
        .client(Messages.message('B', "\0\0\0\0\0\1" + Messages.int32(100_000) + large + "\0\0"))
        .client(execute("") + SYNC);

    assertThat(of("statement")).isEqualTo(List.of("INSERT"));
  }

  @Test
  void knowsWhetherATransactionIsOpen() {
    started().client(query("SELECT 1"));
    assertThat(of("in-transaction")).isEqualTo(false);
    session.backend(complete("SELECT 1") + ready('I')).client(query("BEGIN"));
    assertThat(of("in-transaction")).isEqualTo(false);
    session.client(query("SELECT 1"));
    assertThat(of("in-transaction")).isEqualTo(true);
    session
        .backend(complete("BEGIN") + ready('T') + error("ERROR", "42P01", "none") + ready('E'))
        .client(query("COMMIT"));
    assertThat(of("in-transaction")).isEqualTo(true);
    session.client(query("SELECT 1"));
    assertThat(of("in-transaction")).isEqualTo(false);
  }

  @Test
  void knowsWhatWasDone() {
    started().client(query("INSERT INTO a VALUES (1)")).backend(complete("INSERT 0 12"));
    assertThat(of("tag")).isEqualTo("INSERT");
    assertThat(of("rows")).isEqualTo(12L);
    assertThat(of("sqlstate")).isEqualTo("none");

    session
        .backend(ready('I'))
        .client(query("CREATE TABLE b ()"))
        .backend(complete("CREATE TABLE"));
    assertThat(of("tag")).isEqualTo("CREATE TABLE");
    assertThat(of("rows")).isEqualTo("none");
  }

  @Test
  void knowsTheCodeOfAnError() {
    started().client(query("SELECT 1/0")).backend(error("ERROR", "22012", "division by zero"));

    assertThat(of("sqlstate")).isEqualTo("22012");
    assertThat(of("tag")).isEqualTo("none");
  }
}
