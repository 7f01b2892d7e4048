package io.galopin.protocol.mysql.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.protocol.mysql.Wired;
import io.galopin.testkit.sockets.SmallProcess;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows stream through little memory. */
@Tag("thorough")
class LargeResultTest {

  private static final long SIZE = 1L << 30;
  private static final String QUIT = Wired.packet(0, "\u0001");

  /** Small rows, and such as have several packets each. */
  @ParameterizedTest
  @ValueSource(ints = {200, 20 << 20})
  void streamsAGibibyte(int row) throws IOException {
    String rows = "SELECT REPEAT('r', " + row + "), seq FROM seq_1_to_" + (SIZE / row + 1);
    try (SmallProcess proxy = SmallProxy.of(MariaDb.port())) {
      String through = digest(proxy.port(), rows);
      assertThat(through).isEqualTo(digest(MariaDb.port(), rows));
      assertThat(Long.parseLong(through.substring(0, through.indexOf(' ')))).isGreaterThan(SIZE);
    }
  }

  private static String digest(int port, String sql) throws IOException {
    try (RawClient client = RawClient.loggedIn(port, RawClient.OLD)) {
      // Else the end of the rows says whether they took ten seconds.
      client.query("SET long_query_time = 3600");
      return client.digestOf(Wired.query(sql) + QUIT);
    }
  }
}
