package io.galopin.golden;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.socket.Address;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class HeardTest {

  @Test
  void thePortOfTheBackendDoesNotCount() throws IOException {
    assertThat(digest("at 127.0.0.1:40015", 40_015))
        .isEqualTo(digest("at 127.0.0.1:50000", 50_000));
  }

  @Test
  void theSameDigitsElsewhereCount() throws IOException {
    assertThat(digest("00040015,", 40_015)).isEqualTo(digest("00040015,", 50_000));
  }

  private static String digest(String text, int port) throws IOException {
    Heard heard = new Heard(new ByteArrayInputStream(text.getBytes(ISO_8859_1)));
    heard.readAllBytes();
    return heard.digest(new Address("127.0.0.1", port));
  }
}
