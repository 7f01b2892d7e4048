package io.galopin.protocol.postgres;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.galopin.testkit.Dialogue;
import io.galopin.testkit.Garbage;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Whatever bytes come, they are forwarded as they came or refused, and how they are split changes
 * nothing. Runs on its seeds in an ordinary build, and searches where {@code JAZZER_FUZZ=1} is set.
 */
class SplitsFuzzTest {

  private static final String BETWEEN = "<|>";

  /**
   * One run.
   *
   * @param data what the client says once it has logged in, and behind a mark the backend
   */
  @FuzzTest(maxDuration = "30s")
  void splitsChangeNothing(byte[] data) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    int mark = text.indexOf(BETWEEN);
    if (mark >= 0) {
      Garbage.of(new PostgresProtocolFactory(), Map.of())
          .check(
              Dialogue.start()
                  .client(Messages.STARTUP)
                  .backend(Messages.LOGGED_IN)
                  .client(text.substring(0, mark))
                  .backend(text.substring(mark + BETWEEN.length())));
    }
  }
}
