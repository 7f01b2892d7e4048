package io.galopin.protocol.postgres.clients;

import static io.galopin.protocol.postgres.Messages.SYNC;
import static io.galopin.protocol.postgres.Messages.bind;
import static io.galopin.protocol.postgres.Messages.execute;
import static io.galopin.protocol.postgres.Messages.parse;
import static io.galopin.protocol.postgres.Messages.query;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
      assertThat(client.readTo('Z')).isEqualTo("E:42601 Z:E");
      assertThat(client.say(query("ROLLBACK")).readTo('Z')).isEqualTo("C:ROLLBACK Z:I");
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
