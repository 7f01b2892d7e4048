package io.galopin.protocol.postgres.clients;

import static io.galopin.protocol.postgres.Messages.FLUSH;
import static io.galopin.protocol.postgres.Messages.SYNC;
import static io.galopin.protocol.postgres.Messages.bind;
import static io.galopin.protocol.postgres.Messages.execute;
import static io.galopin.protocol.postgres.Messages.parse;
import static io.galopin.protocol.postgres.Messages.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Action;
import io.galopin.api.Decision;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** If a failure replaces a reply, the work is done; but a transaction does not go on. */
class FailedRepliesTest {

  private static final String INSERT = query("INSERT INTO r VALUES (1)");

  @BeforeEach
  void emptyTable() throws IOException {
    direct("DROP TABLE IF EXISTS r; CREATE TABLE r (x int)");
  }

  private static String direct(String sql) throws IOException {
    try (RawClient client = RawClient.loggedIn(PostgresServer.address().port())) {
      return client.say(query(sql)).readTo('Z');
    }
  }

  private static String rows() throws IOException {
    return direct("COPY r TO STDOUT").replaceAll("[^d]", "");
  }

  @Test
  void leavesWhatWasDoneOutsideOfATransaction() throws IOException {
    try (Front front = Front.failingReplies("INSERT r");
        RawClient client = RawClient.loggedIn(front.port())) {
      assertThat(client.say(INSERT).readTo('Z')).isEqualTo("E:40001 Z:I");
      assertThat(client.say(query("SELECT 1")).readTo('Z')).isEqualTo("T D C:SELECT 1 Z:I");
    }
    assertThat(rows()).isEqualTo("d");
  }

  @Test
  void lastsUntilTheTransactionIsRolledBack() throws IOException {
    try (Front front = Front.failingReplies("INSERT r");
        RawClient client = RawClient.loggedIn(front.port())) {
      client.say(query("BEGIN")).readTo('Z');
      assertThat(client.say(INSERT).readTo('Z')).isEqualTo("E:40001 Z:E");
      assertThat(client.say(query("SELECT 1")).readTo('Z')).isEqualTo("E:25P02 Z:E");
      assertThat(client.say(query("COMMIT")).readTo('Z')).isEqualTo("C:ROLLBACK Z:I");
    }
    assertThat(rows()).isEmpty();
  }

  @Test
  void commitsNothingThatTheClientBelievesToHaveFailed() throws IOException {
    try (Front front = Front.failingReplies("INSERT r");
        RawClient client = RawClient.loggedIn(front.port())) {
      client.say(query("BEGIN")).readTo('Z');
      client.say(INSERT).readTo('Z');
      client.say(parse("", "COMMIT"), bind("", ""), execute(""), SYNC);
      assertThat(client.readTo('Z')).isEqualTo("1 2 C:ROLLBACK Z:I");
    }
    assertThat(rows()).isEmpty();
  }

  static List<String> statements() {
    String large = "SELECT length('" + "x".repeat(200_000) + "')";
    return List.of(
        query("SELECT 1"),
        query(large),
        parse("", "SELECT 1") + bind("", "") + execute("") + SYNC,
        parse("", large) + bind("", "") + execute("") + SYNC,
        bind("", "before") + execute("") + SYNC,
        parse("", "SELECT 1") + FLUSH + SYNC);
  }

  /** The server itself says what it says in a transaction that has failed. */
  @ParameterizedTest
  @MethodSource
  void statements(String next) throws IOException {
    try (Front front = Front.failingReplies("INSERT r");
        RawClient client = RawClient.loggedIn(front.port())) {
      client.say(parse("before", "SELECT 1"), SYNC).readTo('Z');
      client.say(query("BEGIN")).readTo('Z');
      client.say(INSERT).readTo('Z');
      assertThat(client.say(next).readTo('Z')).isEqualTo("E:25P02 Z:E");
      assertThat(client.say(SYNC).readTo('Z')).isEqualTo("Z:E");
      assertThat(client.say(query("ROLLBACK")).readTo('Z')).isEqualTo("C:ROLLBACK Z:I");
    }
    assertThat(rows()).isEmpty();
  }

  /** As a server does it, the status comes after Sync, and what is sent before that is skipped. */
  @ParameterizedTest
  @ValueSource(strings = {"", "BEGIN"})
  void saysTheStatusOfWhatFailsAtAFlushAfterTheSync(String before) throws IOException {
    boolean open = !before.isEmpty();
    try (Front front = Front.failingReplies("INSERT r");
        RawClient client = RawClient.loggedIn(front.port())) {
      client.say(query(before)).readTo('Z');
      client.say(parse("", "INSERT INTO r VALUES (1)"), bind("", ""), execute(""), FLUSH);
      assertThat(client.readTo('E')).isEqualTo("E:40001");
      String second = parse("", "INSERT INTO r VALUES (2)") + bind("", "") + execute("");
      client.say(second, FLUSH, query("SELECT '" + "x".repeat(200_000) + "'"), second, SYNC);
      assertThat(client.readTo('Z')).isEqualTo(open ? "Z:E" : "Z:I");
      assertThat(client.say(query("COMMIT")).readTo('Z'))
          .isEqualTo(open ? "C:ROLLBACK Z:I" : "N C:COMMIT Z:I");
      assertThat(client.say(query("SELECT 1")).readTo('Z')).isEqualTo("T D C:SELECT 1 Z:I");
    }
    assertThat(rows()).isEqualTo(open ? "" : "d");
  }

  @Test
  void saysTheStatusAtOnceIfTheSyncIsThere() throws IOException {
    try (Front front = Front.failingReplies("INSERT r");
        RawClient client = RawClient.loggedIn(front.port())) {
      String insert = parse("", "INSERT INTO r VALUES (1)") + bind("", "") + execute("");
      client.say(insert + FLUSH + SYNC + query("SELECT 1"));
      assertThat(client.readTo('Z')).isEqualTo("E:40001 Z:I");
      assertThat(client.readTo('Z')).isEqualTo("T D C:SELECT 1 Z:I");
    }
    assertThat(rows()).isEqualTo("d");
  }

  /** The client waits for it before it sends the Sync, so that its reply would never end. */
  @Test
  void losesAReplyThatIsFlushed() throws IOException {
    Decision lose = Decision.act(new Action.Lose(Action.End.CLOSE));
    try (Front front =
            Front.before(exchange -> exchange.label().equals("INSERT r") ? lose : Decision.pass());
        RawClient client = RawClient.loggedIn(front.port())) {
      client.say(parse("", "INSERT INTO r VALUES (1)"), bind("", ""), execute(""), FLUSH);
      assertThat(client.read()).isEqualTo(-1);
    }
    assertThat(rows()).isEmpty();
  }

  @Test
  void failsTheTransactionBeforeASyncToo() throws IOException {
    try (Front front = Front.failingReplies("INSERT r");
        RawClient client = RawClient.loggedIn(front.port())) {
      client.say(query("BEGIN")).readTo('Z');
      client.say(INSERT).readTo('Z');
      assertThat(client.say(SYNC).readTo('Z')).isEqualTo("Z:E");
      assertThat(client.say(query("COMMIT")).readTo('Z')).isEqualTo("C:ROLLBACK Z:I");
    }
    assertThat(rows()).isEmpty();
  }

  @Test
  void failsAStatementOfARuleThatFollowsAFailedReply() throws IOException {
    try (Front front = Front.failingRepliesAndRequests("INSERT r", "SELECT");
        RawClient client = RawClient.loggedIn(front.port())) {
      client.say(query("BEGIN")).readTo('Z');
      client.say(INSERT).readTo('Z');
      assertThat(client.say(query("SELECT 1")).readTo('Z')).isEqualTo("E:40001 Z:E");
      assertThat(client.say(query("COMMIT")).readTo('Z')).isEqualTo("C:ROLLBACK Z:I");
    }
    assertThat(rows()).isEmpty();
  }

  @Test
  void letsARollbackPass() throws IOException {
    try (Front front = Front.failingReplies("INSERT r");
        RawClient client = RawClient.loggedIn(front.port())) {
      client.say(query("BEGIN; SAVEPOINT s")).readTo('Z');
      client.say(INSERT).readTo('Z');
      assertThat(client.say(query("ROLLBACK TO s")).readTo('Z')).isEqualTo("C:ROLLBACK Z:T");
      assertThat(client.say(query("COMMIT")).readTo('Z')).isEqualTo("C:COMMIT Z:I");
    }
    assertThat(rows()).isEmpty();
  }
}
