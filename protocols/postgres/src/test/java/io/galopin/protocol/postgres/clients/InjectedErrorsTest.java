package io.galopin.protocol.postgres.clients;

import static io.galopin.protocol.postgres.Messages.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.journal.Journal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of {@code 20:error}, each error comes at its own statement, and leaves what it says. */
class InjectedErrorsTest {

  private static final int STATEMENTS = 2_000;

  /** What the seed chooses first. */
  private static final List<Long> FIRST = List.of(8L, 9L, 10L, 11L, 20L, 21L, 25L);

  private static String direct(String sql) throws IOException {
    try (RawClient client = RawClient.loggedIn(PostgresServer.address().port())) {
      return client.say(query(sql)).readTo('Z');
    }
  }

  private static List<String> replies(Front front, List<String> statements, boolean pipelined)
      throws IOException {
    List<String> replies = new ArrayList<>();
    try (RawClient client = RawClient.loggedIn(front.port())) {
      if (pipelined) {
        client.say(statements.stream().map(sql -> query(sql)).toArray(String[]::new));
      }
      for (String sql : statements) {
        replies.add((pipelined ? client : client.say(query(sql))).readTo('Z'));
      }
    }
    return replies;
  }

  private static Set<Long> faulty(Front front) {
    Set<Long> ordinals = new TreeSet<>();
    front.faults().stream().map(Journal.Entry::exchange).forEach(ordinals::add);
    return ordinals;
  }

  private static String rows() throws IOException {
    String[] row = {""};
    try (Transcript client = new Transcript(PostgresServer.address().port())) {
      client.say(query("SELECT string_agg(x::text, ',' ORDER BY x) FROM injected"), false);
      row[0] = client.readTo("D");
    }
    return row[0].replaceAll("(?s).*D\\d+..\0{0,4}", "").replaceAll("[^0-9,]", "");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void areWhereTheSeedSays(boolean pipelined) throws IOException {
    direct("DROP TABLE IF EXISTS injected; CREATE TABLE injected (x int)");
    List<String> statements = new ArrayList<>();
    for (int x = 1; x <= STATEMENTS; x++) {
      statements.add("INSERT INTO injected VALUES (" + x + ")");
    }
    try (Front front = Front.sharing(20, "deadlock")) {
      List<String> replies = replies(front, statements, pipelined);
      Set<Long> faulty = faulty(front);
      StringBuilder left = new StringBuilder();
      for (int x = 1; x <= STATEMENTS; x++) {
        boolean fails = faulty.contains((long) x);
        assertThat(replies.get(x - 1)).isEqualTo(fails ? "E:40P01 Z:I" : "C:INSERT 0 1 Z:I");
        left.append(fails ? "" : (left.isEmpty() ? "" : ",") + x);
      }
      assertThat(faulty).hasSizeBetween(340, 460);
      assertThat(List.copyOf(faulty)).startsWith(FIRST.toArray(Long[]::new));
      assertThat(rows()).isEqualTo(left.toString());
    }
  }

  /** Rows are there if and only if the commit of their transaction has succeeded. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void leaveOfTransactionsWhatTheServersOwnWouldLeave(boolean pipelined) throws IOException {
    direct("DROP TABLE IF EXISTS injected; CREATE TABLE injected (x int)");
    List<String> statements = new ArrayList<>();
    for (int x = 1; x <= 400; x += 2) {
      statements.add("BEGIN");
      statements.add("INSERT INTO injected VALUES (" + x + ")");
      statements.add("INSERT INTO injected VALUES (" + (x + 1) + ")");
      statements.add("COMMIT");
      statements.add("ROLLBACK");
    }
    try (Front front = Front.sharing(20, "serialization-failure")) {
      List<String> replies = replies(front, statements, pipelined);
      assertThat(rows()).isEqualTo(expected(replies));
      assertThat(faulty(front)).hasSizeBetween(150, 250);
    }
  }

  /** Returns what a server has that replies so. */
  private static String expected(List<String> replies) {
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < replies.size(); i += 5) {
      boolean began = replies.get(i).startsWith("C:BEGIN");
      List<Integer> own = new ArrayList<>();
      for (int j = 1; j <= 2; j++) {
        if (replies.get(i + j).startsWith("C:INSERT")) {
          own.add(i / 5 * 2 + j);
        }
      }
      if (!began || replies.get(i + 3).startsWith("C:COMMIT")) {
        rows.addAll(own);
      }
    }
    return String.join(",", rows.stream().map(String::valueOf).toList());
  }
}
