package io.galopin.protocol.redis;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.galopin.testkit.Dialogue;
import io.galopin.testkit.Garbage;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Tests that any bytes are forwarded unchanged or refused, and that it does not matter how they are
 * split. Runs over its recorded inputs in a normal build, and looks for new ones if {@code
 * JAZZER_FUZZ=1} is set.
 */
class SplitsFuzzTest {

  private static final String BETWEEN = "<|>";

  /**
   * One run.
   *
   * @param data what the client says and, after a mark, what the backend says
   */
  @FuzzTest(maxDuration = "30s")
  void splitsChangeNothing(byte[] data) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    int mark = text.indexOf(BETWEEN);
    if (mark >= 0) {
      Garbage.of(new RedisProtocolFactory(), Map.of())
          .check(
              Dialogue.start()
                  .client(text.substring(0, mark))
                  .backend(text.substring(mark + BETWEEN.length())));
    }
  }
}
