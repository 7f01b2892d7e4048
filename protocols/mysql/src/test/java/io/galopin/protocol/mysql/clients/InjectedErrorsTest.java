package io.galopin.protocol.mysql.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.protocol.mysql.Wired;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many errors on one connection: each at its own statement, with its effect on the rows. */
class InjectedErrorsTest {

  private static final int STATEMENTS = 2_000;
  private static final int SOME = 500;
  private static final int AT_ONCE = 100;
  private static final String DEADLOCKS = "20% error failure=deadlock";
  private static final char ERROR = '\u00ff';

  /** Transactions of eight rows each. */
  private static List<String> statements(int count) {
    List<String> statements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      statements.add(
          switch (i % 10) {
            case 0 -> "BEGIN";
            case 9 -> "COMMIT";
            default -> "INSERT INTO numbers VALUES (" + i + ")";
          });
    }
    return statements;
  }

  /** Returns which of the statements failed, by their number from 1. */
  private static Set<Integer> failed(int port, List<String> statements, int atOnce)
      throws IOException {
    Set<Integer> failed = new TreeSet<>();
    try (RawClient client = RawClient.loggedIn(port, RawClient.OLD)) {
      for (int from = 0; from < statements.size(); from += atOnce) {
        List<String> group = statements.subList(from, from + atOnce);
        client.say(String.join("", group.stream().map(Wired::query).toList()));
        for (int i = 1; i <= atOnce; i++) {
          if (client.reply(RawClient.QUERY).charAt(4) == ERROR) {
            failed.add(from + i);
          }
        }
      }
    }
    return failed;
  }

  /** What the page of the protocol says about the rows. */
  private static List<Integer> expected(List<String> statements, Set<Integer> failed) {
    List<Integer> rows = new ArrayList<>();
    List<Integer> pending = new ArrayList<>();
    boolean open = false;
    for (int i = 0; i < statements.size(); i++) {
      String sql = statements.get(i);
      boolean fails = failed.contains(i + 1);
      if (sql.startsWith("INSERT")) {
        if (fails) {
          pending.clear();
          open = false;
        } else {
          (open ? pending : rows).add(i);
        }
      } else {
        if (!fails || sql.equals("BEGIN")) {
          rows.addAll(pending);
        }
        pending.clear();
        open = !fails && sql.equals("BEGIN");
      }
    }
    return rows;
  }

  private static Set<Integer> check(int backend, int count, int atOnce, Rows rows)
      throws Exception {
    List<String> statements = statements(count);
    try (Front front = Front.of(backend, DEADLOCKS)) {
      Set<Integer> failed = failed(front.port(), statements, atOnce);
      assertThat(failed).hasSizeBetween(count / 10, count / 3);
      assertThat(front.faultyExchanges()).isEqualTo(List.copyOf(failed));
      assertThat(rows.all()).isEqualTo(expected(statements, failed));
      return failed;
    }
  }

  private interface Rows {
    List<Integer> all() throws SQLException;
  }

  @Test
  void haveTheirEffect() throws Exception {
    Set<Integer> oneByOne;
    try (ScriptedServer server = new ScriptedServer(Wired.MYSQL)) {
      oneByOne = check(server.port(), SOME, 1, server::rows);
    }
    try (ScriptedServer server = new ScriptedServer(Wired.MYSQL)) {
      assertThat(check(server.port(), SOME, AT_ONCE, server::rows)).isEqualTo(oneByOne);
    }
  }

  @Tag("thorough")
  @Test
  void haveTheirEffectAtMariaDb() throws Exception {
    MariaDb.execute("CREATE OR REPLACE TABLE numbers (id INT)");
    Set<Integer> oneByOne =
        check(
            MariaDb.port(),
            STATEMENTS,
            1,
            () -> MariaDb.numbers("SELECT id FROM numbers ORDER BY id"));
    MariaDb.execute("TRUNCATE numbers");
    assertThat(
            check(
                MariaDb.port(),
                STATEMENTS,
                AT_ONCE,
                () -> MariaDb.numbers("SELECT id FROM numbers ORDER BY id")))
        .isEqualTo(oneByOne);
  }
}
