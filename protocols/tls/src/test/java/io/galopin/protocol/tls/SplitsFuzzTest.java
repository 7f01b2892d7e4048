package io.galopin.protocol.tls;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.galopin.api.Direction;
import io.galopin.testkit.Dialogue;
import io.galopin.testkit.Garbage;
import java.util.Map;

/**
 * Whatever bytes come, they are forwarded as they came or refused, and how they are split changes
 * nothing. Runs on its seeds in an ordinary build, and searches where {@code JAZZER_FUZZ=1} is set.
 */
class SplitsFuzzTest {

  /**
   * One run.
   *
   * @param data what the client says first, then the backend, and so on
   */
  @FuzzTest(maxDuration = "30s")
  void splitsChangeNothing(byte[] data) {
    Garbage.of(new TlsProtocolFactory(), Map.of())
        .check(Dialogue.start().byTurns(Direction.UPSTREAM, data));
  }
}
