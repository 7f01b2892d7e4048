package io.galopin.protocol.smtp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.galopin.testkit.Dialogue;
import io.galopin.testkit.Garbage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whatever bytes come, they are forwarded as they came or refused, and how they are split changes
 * nothing. Runs on its seeds in an ordinary build, and searches where {@code JAZZER_FUZZ=1} is set.
 */
class SplitsFuzzTest {

  /** Between what one side says and what the other says then. */
  private static final String BETWEEN = "<|>";

  /** More lines take long and find no more. */
  private static final int MOST = 12;

  /**
   * One run.
   *
   * @param data what the client says, behind a mark the backend, behind another the client, and so
   *     on
   */
  @FuzzTest(maxDuration = "30s")
  void splitsChangeNothing(byte[] data) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    Dialogue dialogue = Dialogue.start().backend(Greeted.GREETING);
    boolean client = true;
    for (String said : text.split(Pattern.quote(BETWEEN), MOST)) {
      if (!said.isEmpty()) {
        dialogue = client ? dialogue.client(said) : dialogue.backend(said);
      }
      client = !client;
    }
    Garbage.of(new SmtpProtocolFactory(), Map.of()).check(dialogue);
  }
}
