package io.galopin.protocol.postgres.clients;

import static io.galopin.protocol.postgres.Messages.FLUSH;
import static io.galopin.protocol.postgres.Messages.SYNC;
import static io.galopin.protocol.postgres.Messages.close;
import static io.galopin.protocol.postgres.Messages.int16;
import static io.galopin.protocol.postgres.Messages.int32;
import static io.galopin.protocol.postgres.Messages.message;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Sessions of all kinds of statements, each of which follows from its seed. */
final class GeneratedSessions {

  private static final String[] STATEMENTS = {
    "SELECT * FROM t",
    "SELECT id, name FROM t WHERE id < 5 ORDER BY id",
    "SELECT x, repeat('x', x) FROM generate_series(1, 40) x",
    "SELECT 1 WHERE false",
    "WITH a AS (SELECT 1 AS x) SELECT * FROM a",
    "VALUES (1, 'a'), (2, NULL)",
    "TABLE t",
    "INSERT INTO t VALUES (7, 'seven'), (8, NULL)",
    "INSERT INTO t SELECT x, 'x' FROM generate_series(1, 20) x RETURNING id",
    "UPDATE t SET name = name || '!' WHERE id % 2 = 0",
    "DELETE FROM t WHERE id > 5",
    "MERGE INTO t USING (VALUES (7)) v (x) ON id = x WHEN MATCHED THEN DELETE",
    "TRUNCATE t",
    "CREATE TEMP TABLE u (x int)",
    "DROP TABLE u",
    "DROP TABLE IF EXISTS nothing",
    "ALTER TABLE t ADD COLUMN more int",
    "CREATE INDEX ON t (id)",
    "ANALYZE t",
    "EXPLAIN (COSTS OFF) SELECT 1",
    "BEGIN",
    "START TRANSACTION READ ONLY",
    "COMMIT",
    "END",
    "COMMIT AND CHAIN",
    "ROLLBACK",
    "SAVEPOINT s",
    "ROLLBACK TO s",
    "RELEASE s",
    "SET work_mem = '1MB'",
    "SET client_encoding = 'LATIN1'",
    "SET client_encoding = 'UTF8'",
    "SET standard_conforming_strings = on",
    "SET LOCAL DateStyle = 'German'",
    "RESET ALL",
    "SHOW DateStyle",
    "DECLARE c CURSOR FOR SELECT * FROM t",
    "DECLARE h CURSOR WITH HOLD FOR SELECT 1",
    "FETCH 3 FROM c",
    "MOVE 1 FROM c",
    "CLOSE c",
    "PREPARE p AS SELECT $1::int",
    "EXECUTE p (3)",
    "DEALLOCATE ALL",
    "LISTEN news",
    "NOTIFY news, 'hello'",
    "UNLISTEN *",
    "DO $$ BEGIN RAISE NOTICE 'noticed'; END $$",
    "LOCK TABLE t",
    "DISCARD PLANS",
    "SELECT 1/0",
    "SELECT * FROM nothing",
    "SELEKT 1",
    "SELECT '\u00c3\u00a9', '\u00e9'",
    "/* a comment */ SELECT 1 -- and one more",
    "SELECT 'no end",
    "",
    "  ;  ",
  };

  private static final String WANTS_TWO_COLUMNS = "G7\0\0\2\0\0\0\0";

  private GeneratedSessions() {}

  /** Plays some sessions on one connection. Returns the replies of each step. */
  static List<String> play(int port, int firstSeed, int count) throws IOException {
    List<String> replies = new ArrayList<>();
    try (Transcript client = new Transcript(port)) {
      for (int seed = firstSeed; seed < firstSeed + count; seed++) {
        new Session(client, new Random(seed), seed % 20 == 0, replies).play();
      }
      client.say(message('X', ""), false);
      replies.add("then " + client.readToEnd());
    }
    return replies;
  }

  /**
   * Plays some sessions on one connection, of which requests fail.
   *
   * @param check called after each session
   */
  static void play(int port, int firstSeed, int count, Consumer<Transcript> check)
      throws IOException {
    try (Transcript client = new Transcript(port)) {
      for (int seed = firstSeed; seed < firstSeed + count; seed++) {
        List<String> replies = new ArrayList<>();
        new Session(client, new Random(seed), false, replies).play();
        check.accept(client);
      }
    }
  }

  private record Session(Transcript client, Random random, boolean oneByOne, List<String> replies) {

    void play() throws IOException {
      say(simple("ROLLBACK"), 1);
      say(simple("DISCARD ALL"), 1);
      say(simple("CREATE TEMP TABLE t (id int, name text)"), 1);
      for (int steps = 3 + random.nextInt(8); steps > 0; steps--) {
        step();
      }
    }

    private void say(String bytes, int requests) throws IOException {
      client.say(bytes, oneByOne);
      for (int i = 0; i < requests; i++) {
        replies.add(client.readTo("Z"));
      }
    }

    private void step() throws IOException {
      switch (random.nextInt(8)) {
        case 0, 1 -> {
          int count = 2 + random.nextInt(6);
          StringBuilder group = new StringBuilder();
          for (int i = 0; i < count; i++) {
            group.append(random.nextBoolean() ? simple(any()) : extended());
          }
          say(group.toString(), count);
        }
        case 2 -> copyIn();
        case 3, 4 -> say(extended(), 1);
        case 5 -> say(random.nextBoolean() ? simple("COPY t TO STDOUT") : call(), 1);
        default -> say(simple(random.nextInt(4) == 0 ? any() + ";" + any() : any()), 1);
      }
    }

    private String any() {
      return STATEMENTS[random.nextInt(STATEMENTS.length)];
    }

    private static String simple(String sql) {
      return message('Q', sql + "\0");
    }

    /** One or more statements up to Sync. */
    private String extended() {
      StringBuilder messages = new StringBuilder();
      for (int count = 1 + random.nextInt(3); count > 0; count--) {
        String statement = random.nextInt(3) == 0 ? "s" + random.nextInt(3) : "";
        String portal = random.nextInt(4) == 0 ? "p" : "";
        if (random.nextInt(5) > 0) {
          messages.append(message('P', statement + "\0" + any() + "\0" + int16(0)));
        }
        messages.append(message('B', portal + "\0" + statement + "\0\0\0\0\0\0\0"));
        if (random.nextBoolean()) {
          messages.append(message('D', "P" + portal + "\0"));
        }
        messages.append(message('E', portal + "\0" + int32(random.nextInt(3) * 2)));
        messages.append(random.nextInt(5) == 0 ? FLUSH : "");
        messages.append(random.nextInt(5) == 0 ? close('S', statement) : "");
      }
      return messages.append(SYNC).toString();
    }

    /** Calls a function: 2 + 3. */
    private static String call() {
      return message(
          'F', int32(177) + int16(0) + int16(2) + int32(1) + "2" + int32(1) + "3" + int16(0));
    }

    private void copyIn() throws IOException {
      client.say(simple("COPY t (id, name) FROM STDIN"), oneByOne);
      String reply = client.readTo("GZ");
      replies.add(reply);
      if (reply.endsWith(WANTS_TWO_COLUMNS)) {
        StringBuilder rows = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
          rows.append(
              message('d', random.nextInt(30) == 0 ? "wrong\n" : i + "\t" + "y".repeat(i) + "\n"));
        }
        say(rows + (random.nextInt(4) == 0 ? message('f', "no\0") : message('c', "")), 1);
      }
    }
  }
}
