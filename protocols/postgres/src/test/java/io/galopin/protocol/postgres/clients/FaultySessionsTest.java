package io.galopin.protocol.postgres.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * In sessions of all kinds of statements, some of which fail, each request has one reply, and
 * client and server agree on the transaction.
 */
class FaultySessionsTest {

  private static final int ON_ONE_CONNECTION = 20;

  @Test
  void agreeOnTheTransactionInASample() throws IOException, SQLException {
    check(100);
  }

  @Test
  @Tag("thorough")
  void agreeOnTheTransaction() throws IOException, SQLException {
    check(2_000);
  }

  private static void check(int sessions) throws IOException, SQLException {
    try (Front front = Front.sharing(20, "error");
        Connection direct = PostgresServer.connect();
        PreparedStatement state =
            direct.prepareStatement("SELECT state FROM pg_stat_activity WHERE pid = ?")) {
      for (int first = 0; first < sessions; first += ON_ONE_CONNECTION) {
        int from = first;
        GeneratedSessions.play(
            front.port(),
            first,
            ON_ONE_CONNECTION,
            client ->
                assertThat(client.status())
                    .as("one of the sessions from %s on", from)
                    .isEqualTo(status(state, client.process())));
      }
      assertThat(front.faults()).hasSizeGreaterThan(sessions);
      assertThat(front.troubles()).isEmpty();
    }
  }

  /** Asks the server, and says it as the protocol does. */
  private static char status(PreparedStatement state, int process) {
    try {
      state.setInt(1, process);
      try (ResultSet row = state.executeQuery()) {
        row.next();
        return switch (row.getString(1)) {
          case "idle" -> 'I';
          case "idle in transaction" -> 'T';
          default -> 'E';
        };
      }
    } catch (SQLException cannot) {
      throw new AssertionError(cannot);
    }
  }
}
