package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.control.ControlRig.Answer;
import io.galopin.engine.ProxySpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests with generated bodies that refused calls change nothing. */
class HostileBodiesTest {

  private static final List<String> PATHS =
      List.of("/behavior", "/proxies/web/behavior", "/backend", "/proxies/web/backend");

  private static final List<String> SEEDS =
      List.of(
          "{\"name\": \"delay\", \"sleep\": 2}",
          "{\"name\": \"20:delay,5:error\", \"delay\": {\"sleep\": 2}, \"error\": {\"warmup\": 1}}",
          "{\"name\": \"picky\", \"count\": 1, \"share\": 0.5, \"color\": \"red\"}",
          "{\"backend\": \"localhost:80\"}");

  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "\\",
          "null",
          "true",
          "1e999999999",
          "-0",
          "1e-999",
          "\"name\"",
          "\"backend\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "100:",
          "delay",
          "\u0000",
          "9".repeat(900),
          "9".repeat(2000),
          "[".repeat(500),
          "{\"a\":".repeat(500),
          "\uFEFF",
          "ü");

  private static ControlRig rig;

  @BeforeAll
  static void start() {
    rig = ControlRig.start();
  }

  @AfterAll
  static void stop() throws IOException {
    rig.close();
  }

  private static byte[] body(Random random) {
    StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
    for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + random.nextInt(6));
      text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(4) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void areDoneOrRefusedAndThenChangeNothing(long seed) {
    doneOrRefused(seed);
  }

  @Tag("thorough")
  @ParameterizedTest
  @ValueSource(longs = {3, 4, 5, 6, 7, 8})
  void soAreMore(long seed) {
    doneOrRefused(seed);
  }

  private void doneOrRefused(long seed) {
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < 600; i++) {
      byte[] body = body(random);
      ProxySpec before = rig.proxy("web").spec();

      Answer answer = rig.put(PATHS.get(random.nextInt(PATHS.size())), body);

      String what = new String(body, StandardCharsets.UTF_8);
      assertThat(answer.status()).as(what).isIn(200, 400);
      if (answer.status() == 400) {
        refused++;
        assertThat(rig.proxy("web").spec()).as(what).isSameAs(before);
        assertThat(answer.json().at("/errors/0/description").asText()).as(what).isNotBlank();
        assertThat(answer.text()).doesNotContain("Exception", "jackson", "at io.");
      } else {
        assertThat(answer.text()).isEqualTo("{\"status\":\"ok\"}");
      }
    }
    assertThat(refused).isGreaterThan(300);
  }
}
