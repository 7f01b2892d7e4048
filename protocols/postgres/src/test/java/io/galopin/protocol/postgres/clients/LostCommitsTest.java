package io.galopin.protocol.postgres.clients;

import static io.galopin.protocol.postgres.Messages.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Action;
import io.galopin.api.Decision;
import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A client that repeats a transaction whose COMMIT was not answered. */
class LostCommitsTest {

  private static final int TRANSACTIONS = 200;

  private static String direct(String sql) throws IOException {
    try (RawClient client = RawClient.loggedIn(PostgresServer.address().port())) {
      return client.say(query(sql)).readTo('Z');
    }
  }

  private static Front losing() {
    int[] commits = {0};
    return Front.before(
        exchange ->
            exchange.label().equals("COMMIT") && ++commits[0] % 3 == 0
                ? Decision.act(new Action.Lose(Action.End.CLOSE))
                : Decision.pass());
  }

  /** Repeats each transaction until its COMMIT is answered. Returns how many rows were written. */
  private static int rows(Front front, String insert) throws IOException {
    RawClient client = RawClient.loggedIn(front.port());
    for (int x = 0; x < TRANSACTIONS; x++) {
      for (boolean done = false; !done; ) {
        try {
          client.say(query("BEGIN"), query(insert.formatted(x)), query("COMMIT"));
          client.readTo('Z');
          client.readTo('Z');
          done = client.readTo('Z').equals("C:COMMIT Z:I");
        } catch (EOFException lost) {
          client.close();
          client = RawClient.loggedIn(front.port());
        }
      }
    }
    client.close();
    return direct("COPY lost TO STDOUT").replaceAll("[^d]", "").length();
  }

  @Test
  void doublesRowsAsOftenAsTheJournalSays() throws IOException {
    direct("DROP TABLE IF EXISTS lost; CREATE TABLE lost (x int)");
    try (Front front = losing()) {
      int rows = rows(front, "INSERT INTO lost VALUES (%s)");
      assertThat(front.faults()).hasSizeGreaterThan(90);
      assertThat(rows).isEqualTo(TRANSACTIONS + front.faults().size());
    }
  }

  @Test
  void doublesNothingThatHasAKey() throws IOException {
    direct("DROP TABLE IF EXISTS lost; CREATE TABLE lost (x int PRIMARY KEY)");
    try (Front front = losing()) {
      int rows = rows(front, "INSERT INTO lost VALUES (%s) ON CONFLICT DO NOTHING");
      assertThat(front.faults()).hasSizeGreaterThan(90);
      assertThat(rows).isEqualTo(TRANSACTIONS);
    }
  }
}
