package io.galopin.protocol.memcache;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.galopin.testkit.Dialogue;
import io.galopin.testkit.Garbage;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Tests any bytes, in any pieces, from either side. Runs over its recorded inputs, and looks for
 * new ones if the environment variable {@code JAZZER_FUZZ=1} is set.
 */
class SessionFuzzTest {

  private static final int MAX_LINE = 512;

  /** The longest head of the binary protocol is a little longer than the longest line. */
  static final Garbage GARBAGE =
      Garbage.of(new MemcacheProtocolFactory(), Map.of("max-line", MAX_LINE))
          .mostWaiting(BinaryHeader.LENGTH + 255 + Limits.KEY);

  /** Separates what one side says from what the other says next. The client begins. */
  private static final String OTHER_SIDE = "\u00fe";

  @FuzzTest(maxDuration = "30s")
  void forwardsWhatCameOrRefusesItInWhateverPieces(byte[] input) {
    Dialogue dialogue = Dialogue.start();
    boolean fromClient = true;
    for (String bytes : new String(input, StandardCharsets.ISO_8859_1).split(OTHER_SIDE)) {
      dialogue = fromClient ? dialogue.client(bytes) : dialogue.backend(bytes);
      fromClient = !fromClient;
    }
    GARBAGE.check(dialogue);
  }
}
