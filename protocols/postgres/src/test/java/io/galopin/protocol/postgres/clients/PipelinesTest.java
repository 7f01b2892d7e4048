package io.galopin.protocol.postgres.clients;

import static io.galopin.protocol.postgres.Messages.FLUSH;
import static io.galopin.protocol.postgres.Messages.SYNC;
import static io.galopin.protocol.postgres.Messages.bind;
import static io.galopin.protocol.postgres.Messages.describe;
import static io.galopin.protocol.postgres.Messages.execute;
import static io.galopin.protocol.postgres.Messages.message;
import static io.galopin.protocol.postgres.Messages.parse;
import static io.galopin.protocol.postgres.Messages.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import java.io.IOException;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What drivers send in one go fails as the server itself lets it fail. */
class PipelinesTest {

  @BeforeEach
  void emptyTable() throws IOException {
    direct("DROP TABLE IF EXISTS p; CREATE TABLE p (x int)");
  }

  private static String direct(String sql) throws IOException {
    try (RawClient client = RawClient.loggedIn(PostgresServer.address().port())) {
      return client.say(query(sql)).readTo('Z');
    }
  }

  /** How many rows there are, as another connection sees them. */
  private static String rows() throws IOException {
    return direct("COPY p TO STDOUT").replaceAll("[^d]", "");
  }

  private static Front failing(Predicate<Exchange> which) {
    return Front.before(
        exchange ->
            which.test(exchange)
                ? Decision.fail(Front.failure("serialization-failure"))
                : Decision.pass());
  }

  private static Front failing(String label) {
    return failing(exchange -> exchange.label().equals(label));
  }

  private static String statement(String sql) {
    return parse("", sql) + bind("", "") + execute("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO p VALUES (1)",
        "SELECT x FROM p",
        "UPDATE p SET x = 2",
        "DELETE FROM p",
        "CREATE TABLE q (x int)",
        "DO $$ BEGIN INSERT INTO p VALUES (1); END $$"
      })
  void answersBeginAndThenTheError(String sql) throws IOException {
    try (Front front = failing(exchange -> exchange.label().startsWith("BEGIN; "));
        RawClient client = RawClient.loggedIn(front.port())) {
      String said = parse("b", "BEGIN") + bind("", "b") + execute("");
      client.say(said, parse("s", sql), bind("", "s"), describe(), execute(""), SYNC);
      assertThat(client.readTo('Z')).isEqualTo("1 2 C:BEGIN E:40001 Z:E");
      assertThat(client.say(query("SELECT 1")).readTo('Z')).isEqualTo("E:25P02 Z:E");
      assertThat(client.say(query("COMMIT")).readTo('Z')).isEqualTo("C:ROLLBACK Z:I");
      // BEGIN was prepared, the statement was not.
      client.say(bind("", "b"), execute(""), SYNC);
      assertThat(client.readTo('Z')).isEqualTo("2 C:BEGIN Z:T");
      assertThat(client.say(parse("s", "SELECT 1"), SYNC).readTo('Z')).isEqualTo("1 Z:T");
    }
    assertThat(rows()).isEmpty();
  }

  @Test
  void answersBeginOfASimpleQuery() throws IOException {
    try (Front front = failing(exchange -> exchange.label().startsWith("BEGIN; "));
        RawClient client = RawClient.loggedIn(front.port())) {
      client.say(query("BEGIN; SAVEPOINT s; INSERT INTO p VALUES (1); COMMIT"));
      assertThat(client.readTo('Z')).isEqualTo("C:BEGIN C:SAVEPOINT E:40001 Z:E");
      assertThat(client.say(query("ROLLBACK TO s")).readTo('Z')).isEqualTo("C:ROLLBACK Z:T");
      client.say(query("INSERT INTO p VALUES (2); COMMIT"));
      assertThat(client.readTo('Z')).isEqualTo("C:INSERT 0 1 C:COMMIT Z:I");
    }
    assertThat(rows()).isEqualTo("d");
  }

  @Test
  void saysThatBeginItselfFailsInAFailedTransaction() throws IOException {
    try (Front front = failing(exchange -> exchange.label().startsWith("BEGIN; "));
        RawClient client = RawClient.loggedIn(front.port())) {
      client.say(query("BEGIN"), query("SELECT 1/0")).readTo('E');
      client.readTo('Z');
      client.say(statement("BEGIN"), statement("SELECT 1"), SYNC);
      assertThat(client.readTo('Z')).isEqualTo("E:40001 Z:E");
    }
  }

  @Test
  void failsOneOfSeveralSyncs() throws IOException {
    try (Front front = failing(exchange -> exchange.ordinal() == 2);
        RawClient client = RawClient.loggedIn(front.port())) {
      String insert = statement("INSERT INTO p VALUES (1)") + SYNC;
      client.say(insert, insert, insert);
      assertThat(client.readTo('Z')).isEqualTo("1 2 C:INSERT 0 1 Z:I");
      assertThat(client.readTo('Z')).isEqualTo("E:40001 Z:I");
      assertThat(client.readTo('Z')).isEqualTo("1 2 C:INSERT 0 1 Z:I");
    }
    assertThat(rows()).isEqualTo("dd");
  }

  @Test
  void failsAPipelinedTransaction() throws IOException {
    try (Front front = failing(exchange -> exchange.ordinal() == 3);
        RawClient client = RawClient.loggedIn(front.port())) {
      String insert = query("INSERT INTO p VALUES (1)");
      client.say(query("BEGIN"), insert, insert, insert, query("COMMIT"), insert);
      assertThat(client.readTo('Z')).isEqualTo("C:BEGIN Z:T");
      assertThat(client.readTo('Z')).isEqualTo("C:INSERT 0 1 Z:T");
      assertThat(client.readTo('Z')).isEqualTo("E:40001 Z:E");
      assertThat(client.readTo('Z')).isEqualTo("E:25P02 Z:E");
      assertThat(client.readTo('Z')).isEqualTo("C:ROLLBACK Z:I");
      assertThat(client.readTo('Z')).isEqualTo("C:INSERT 0 1 Z:I");
    }
    assertThat(rows()).isEqualTo("d");
  }

  @Test
  void failsAPipelinedCommit() throws IOException {
    try (Front front = failing("COMMIT");
        RawClient client = RawClient.loggedIn(front.port())) {
      String insert = query("INSERT INTO p VALUES (1)");
      client.say(query("BEGIN"), insert, query("COMMIT"), insert);
      client.readTo('Z');
      client.readTo('Z');
      assertThat(client.readTo('Z')).isEqualTo("E:40001 Z:I");
      assertThat(client.readTo('Z')).isEqualTo("C:INSERT 0 1 Z:I");
    }
    assertThat(rows()).isEqualTo("d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "BEGIN"})
  void failsAtAFlush(String before) throws IOException {
    try (Front front = failing("INSERT p");
        RawClient client = RawClient.loggedIn(front.port())) {
      client.say(query(before)).readTo('Z');
      client.say(parse("", "INSERT INTO p VALUES (1)"), message('D', "S\0"), FLUSH);
      assertThat(client.readTo('E')).isEqualTo("E:40001");
      client.say(bind("", ""), execute(""), SYNC);
      assertThat(client.readTo('Z')).isEqualTo(before.isEmpty() ? "Z:I" : "Z:E");
      client.say(query("ROLLBACK")).readTo('Z');
      assertThat(client.say(query("SELECT 1")).readTo('Z')).isEqualTo("T D C:SELECT 1 Z:I");
    }
    assertThat(rows()).isEmpty();
  }

  /** A Sync is answered once, even if the proxy had to ask whether a transaction is open. */
  @ParameterizedTest
  @ValueSource(strings = {"UNKNOWN", "BEGIN", ""})
  void answersTheSyncOfWhatFailsAtAFlushOnce(String before) throws IOException {
    boolean open = before.equals("BEGIN");
    try (Front front = failing("INSERT p");
        RawClient client = RawClient.loggedIn(front.port())) {
      client.say(query(before)).readTo('Z');
      client.say(
          parse("", "INSERT INTO p VALUES (1)") + bind("", "") + FLUSH,
          execute("") + SYNC + query("TABLE p"));
      assertThat(client.readTo('Z')).isEqualTo(open ? "E:40001 Z:E" : "E:40001 Z:I");
      assertThat(client.readTo('Z')).isEqualTo(open ? "E:25P02 Z:E" : "T C:SELECT 0 Z:I");
    }
    assertThat(rows()).isEmpty();
  }

  @Test
  void answersAtAFlush() throws IOException {
    try (Front front = failing(exchange -> false);
        RawClient client = RawClient.loggedIn(front.port())) {
      client.say(parse("", "SELECT x FROM p"), message('D', "S\0"), FLUSH);
      assertThat(client.readTo('T')).isEqualTo("1 t T");
      client.say(bind("", ""), FLUSH);
      assertThat(client.readTo('2')).isEqualTo("2");
      client.say(execute(""), FLUSH);
      assertThat(client.readTo('C')).isEqualTo("C:SELECT 0");
      assertThat(client.say(SYNC).readTo('Z')).isEqualTo("Z:I");
    }
  }

  @Test
  void failsWhatIsLargerThanAHead() throws IOException {
    String large = "x".repeat(3_000_000);
    try (Front front = failing("INSERT p");
        RawClient client = RawClient.loggedIn(front.port())) {
      client.say(query("BEGIN")).readTo('Z');
      client.say(query("INSERT INTO p VALUES (length('" + large + "'))"));
      assertThat(client.readTo('Z')).isEqualTo("E:40001 Z:E");
      assertThat(client.say(query("COMMIT")).readTo('Z')).isEqualTo("C:ROLLBACK Z:I");
      client.say(statement("INSERT INTO p VALUES (length('" + large + "'))"), SYNC);
      assertThat(client.readTo('E')).isEqualTo("E:40001");
      assertThat(client.readTo('Z')).isEqualTo("Z:I");
      assertThat(client.say(query("SELECT 1")).readTo('Z')).isEqualTo("T D C:SELECT 1 Z:I");
    }
    assertThat(rows()).isEmpty();
  }
}
