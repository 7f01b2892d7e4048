package io.galopin.protocol.mysql;

import static io.galopin.protocol.mysql.Wired.column;
import static io.galopin.protocol.mysql.Wired.command;
import static io.galopin.protocol.mysql.Wired.end;
import static io.galopin.protocol.mysql.Wired.error;
import static io.galopin.protocol.mysql.Wired.greeting;
import static io.galopin.protocol.mysql.Wired.login;
import static io.galopin.protocol.mysql.Wired.number;
import static io.galopin.protocol.mysql.Wired.ok;
import static io.galopin.protocol.mysql.Wired.packet;
import static io.galopin.protocol.mysql.Wired.query;
import static io.galopin.protocol.mysql.Wired.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.TestSession;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What rules may ask about. */
class AttributesTest {

  private static final long OLD = 0x000F_A20D;
  private static final int IN_TRANSACTION = 3;
  private static final String CHANGE_USER =
      command(Command.CHANGE_USER, "bob\0" + text("password") + "other\0");

  private final TestSession session = loggedIn(OLD);

  private static TestSession loggedIn(long capabilities) {
    return TestSession.of(new MysqlProtocolFactory())
        .backend(greeting(capabilities))
        .client(login(capabilities))
        .backend(ok(2));
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void theLoginNamesUserAndDatabase() {
    session.client(query("SELECT 1"));
    assertThat(session.attribute("mysql.user")).hasValue("ann");
    assertThat(session.attribute("mysql.database")).hasValue("shop");
    assertThat(session.attribute("mysql.command")).hasValue("QUERY");
  }

  @Test
  void anotherUserMayComeIfTheServerLetsHim() {
    session.client(CHANGE_USER).backend(error(1, 1045, "no")).client(query("SELECT 1"));
    assertThat(session.attribute("mysql.user")).hasValue("ann");
    session.backend(ok(1)).client(CHANGE_USER).backend(ok(1)).client(query("SELECT 1"));
    assertThat(session.attribute("mysql.user")).hasValue("bob");
    assertThat(session.attribute("mysql.database")).hasValue("other");
  }

  @Test
  void commandsAndStatementsChooseTheDatabase() {
    session.client(command(Command.INIT_DB, "a")).backend(ok(1)).client(query("SELECT 1"));
    assertThat(session.attribute("mysql.database")).hasValue("a");
    session.backend(ok(1)).client(query("use `b`;")).backend(ok(1)).client(query("SELECT 1"));
    assertThat(session.attribute("mysql.database")).hasValue("b");
    session.backend(ok(1)).client(query("USE c")).backend(error(1, 1049, "no"));
    session.client(query("SELECT 1"));
    assertThat(session.attribute("mysql.database")).hasValue("b");
  }

  @Test
  void theServerReportsTheDatabase() {
    try (TestSession tracked = loggedIn(OLD | Capabilities.SESSION_TRACK)) {
      String change = "\1" + text(text("z"));
      tracked.client(query("CALL p()"));
      tracked.backend(packet(1, "\0\0\0" + number(0x4002, 2) + "\0\0\0" + text(change)));
      tracked.client(query("SELECT 1"));
      assertThat(tracked.attribute("mysql.database")).hasValue("z");
    }
  }

  @Test
  void aTransactionIsOpenFromTheNextRequestOn() {
    session.client(query("BEGIN"));
    assertThat(session.attribute("mysql.in-transaction")).hasValue(false);
    session.backend(ok(1, 0, IN_TRANSACTION)).client(query("COMMIT"));
    assertThat(session.attribute("mysql.in-transaction")).hasValue(true);
    session.backend(ok(1)).client(query("SELECT 1"));
    assertThat(session.attribute("mysql.in-transaction")).hasValue(false);
  }

  @Test
  void statementsHaveKindsTablesAndText() {
    session.client(query("INSERT INTO shop.t SELECT * FROM u; COMMIT"));
    assertThat(session.attribute("mysql.statement")).hasValue(List.of("INSERT", "COMMIT"));
    assertThat(session.attribute("mysql.table")).hasValue(List.of("t", "shop.t", "u"));
    assertThat(session.attribute("mysql.sql"))
        .hasValue("INSERT INTO shop.t SELECT * FROM u; COMMIT");
  }

  @Test
  void repliesHaveErrorsOrChangedRows() {
    session.client(query("UPDATE t SET a = 1")).backend(ok(1, 200, 2));
    assertThat(session.attribute("mysql.affected-rows")).hasValue(200L);
    assertThat(session.attribute("mysql.reply")).hasValue("OK");
    assertThat(session.attribute("mysql.error")).isEmpty();
    session.client(query("UPDATE t SET a = 1")).backend(error(1, 1062, "no"));
    assertThat(session.attribute("mysql.error")).hasValue(1062L);
    assertThat(session.attribute("mysql.reply")).hasValue("ERR");
    assertThat(session.attribute("mysql.affected-rows")).isEmpty();
    session.client(query("SELECT 1")).backend(packet(1, "\1") + column(2, "a") + end(3, 2));
    assertThat(session.attribute("mysql.reply")).hasValue("ROWS");
    assertThat(session.attribute("mysql.affected-rows")).isEmpty();
  }
}
