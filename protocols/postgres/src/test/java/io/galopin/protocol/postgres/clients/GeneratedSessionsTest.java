package io.galopin.protocol.postgres.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sessions of all kinds of statements have the same replies with a proxy and without. */
class GeneratedSessionsTest {

  private static final int ON_ONE_CONNECTION = 20;

  @Test
  void areTheSameInASample() throws IOException {
    check(200);
  }

  @Test
  @Tag("thorough")
  void areTheSame() throws IOException {
    check(5_000);
  }

  private static void check(int sessions) throws IOException {
    int direct = PostgresServer.address().port();
    try (Front front = Front.passing()) {
      for (int seed = 0; seed < sessions; seed += ON_ONE_CONNECTION) {
        assertThat(GeneratedSessions.play(front.port(), seed, ON_ONE_CONNECTION))
            .as("sessions from %s on", seed)
            .isEqualTo(GeneratedSessions.play(direct, seed, ON_ONE_CONNECTION));
      }
      assertThat(front.troubles()).isEmpty();
    }
  }
}
