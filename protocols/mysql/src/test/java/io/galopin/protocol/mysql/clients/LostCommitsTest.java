package io.galopin.protocol.mysql.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.protocol.mysql.Wired;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A client that tries again after its COMMIT was not answered. */
class LostCommitsTest {

  private static final int COMMITS = 200;
  private static final int SOME = 50;
  private static final String LOST = "when mysql.statement=COMMIT 30% lost-reply";

  /** Inserts numbers, each in a transaction that is repeated until its COMMIT is answered. */
  private static void insert(int port, int count, String insert) throws IOException {
    RawClient client = RawClient.loggedIn(port, RawClient.OLD);
    for (int i = 0; i < count; i++) {
      while (true) {
        try {
          client.query("BEGIN");
          client.query(insert.replace("#", Integer.toString(i)));
          client.query("COMMIT");
          break;
        } catch (IOException lost) {
          client.close();
          client = RawClient.loggedIn(port, RawClient.OLD);
        }
      }
    }
    client.close();
  }

  private static long doubled(List<Integer> rows, int count) {
    assertThat(rows).contains(0, count - 1);
    return rows.size() - rows.stream().distinct().count();
  }

  @Test
  void doublesAsOftenAsTheJournalSays() throws IOException {
    try (ScriptedServer server = new ScriptedServer(Wired.MYSQL);
        Front front = Front.of(server.port(), LOST)) {
      insert(front.port(), SOME, "INSERT INTO numbers VALUES (#)");
      assertThat(doubled(server.rows(), SOME)).isEqualTo(front.decisions().size()).isGreaterThan(5);
    }
  }

  @Tag("thorough")
  @Test
  void doublesAsOftenAsTheJournalSaysAtMariaDb() throws Exception {
    MariaDb.execute("CREATE OR REPLACE TABLE commits (id INT)");
    try (Front front = Front.of(MariaDb.port(), LOST)) {
      insert(front.port(), COMMITS, "INSERT INTO commits VALUES (#)");
      assertThat(doubled(MariaDb.numbers("SELECT id FROM commits"), COMMITS))
          .isEqualTo(front.decisions().size())
          .isGreaterThan(30);
    }
  }

  @Tag("thorough")
  @Test
  void neverDoublesWithAKey() throws IOException, SQLException {
    MariaDb.execute("CREATE OR REPLACE TABLE commits (id INT PRIMARY KEY)");
    try (Front front = Front.of(MariaDb.port(), LOST)) {
      insert(front.port(), COMMITS, "INSERT IGNORE INTO commits VALUES (#)");
      assertThat(front.decisions()).hasSizeGreaterThan(30);
      assertThat(MariaDb.numbers("SELECT id FROM commits")).hasSize(COMMITS);
    }
  }
}
