package io.galopin.protocol.mysql.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.protocol.mysql.Wired;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sessions get the same bytes through Galopin as without. */
class GeneratedSessionsTest {

  private static final long SESSION_TRACK = 1 << 23;

  private static final List<String> SCRIPTED =
      List.of(
          "SET a = 1",
          "SELECT a FROM t#",
          "SELECT ?, b FROM u",
          "INSERT INTO t VALUES (#)",
          "BEGIN",
          "COMMIT",
          "ROLLBACK",
          "CALL p#",
          "FAIL",
          "SELECT #; INSERT INTO t VALUES (#); SELECT 2",
          "SELECT 1; FAIL; SELECT 2",
          "SET a = #; CALL p#; SELECT #");

  private static final List<String> REAL =
      List.of(
          "CREATE TEMPORARY TABLE s (id INT PRIMARY KEY, note TEXT)",
          "INSERT INTO s VALUES (#, REPEAT('x', #00))",
          "INSERT INTO s VALUES (#, NULL), (1#, 'y')",
          "UPDATE s SET note = 'z' WHERE id < #",
          "DELETE FROM s WHERE id = #",
          "SELECT * FROM s ORDER BY id",
          "SELECT REPEAT('x', #0000), NULL, 1.5",
          "SELECT 1 FROM s WHERE 1 = 0",
          "SELECT ? + #",
          "SELECT * FROM missing",
          "SELEKT #",
          "BEGIN",
          "COMMIT",
          "ROLLBACK",
          "SAVEPOINT a",
          "ROLLBACK TO a",
          "SET @a = #",
          "SET NAMES latin1",
          "SELECT @a",
          "USE shop",
          "SHOW WARNINGS",
          "SELECT 1; DELETE FROM s WHERE id = #; SELECT id FROM s ORDER BY id; COMMIT",
          "SELECT 1; SELEKT; SELECT 2",
          "BEGIN NOT ATOMIC SELECT 1; UPDATE s SET note = 'c'; SELECT #; END",
          "EXPLAIN SELECT 1",
          "DROP TEMPORARY TABLE IF EXISTS u",
          "CREATE TEMPORARY TABLE IF NOT EXISTS u AS SELECT # AS a");

  private static void same(int direct, int through, int seed, long able, boolean newest)
      throws IOException {
    List<String> statements = newest ? REAL : SCRIPTED;
    assertThat(Generated.play(through, seed, able, newest, statements))
        .as("session of seed %s", seed)
        .isEqualTo(Generated.play(direct, seed, able, newest, statements));
  }

  @Test
  void withAScriptedServer() throws IOException {
    long all = Wired.MYSQL | SESSION_TRACK;
    try (ScriptedServer server = new ScriptedServer(all);
        Front front = Front.of(server.port(), "when mysql.table=missing error")) {
      for (int seed = 0; seed < 200; seed++) {
        same(server.port(), front.port(), seed, all, false);
      }
    }
  }

  @Tag("thorough")
  @Test
  void withMariaDb() throws IOException {
    long able = SESSION_TRACK | RawClient.EOF_OUTDATED;
    try (Front front = Front.of(MariaDb.port(), "when mysql.table=nowhere error")) {
      for (int seed = 0; seed < 5000; seed++) {
        same(MariaDb.port(), front.port(), seed, able, true);
      }
    }
  }
}
