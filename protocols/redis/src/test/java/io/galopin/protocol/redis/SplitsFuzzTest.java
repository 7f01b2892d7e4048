package io.galopin.protocol.redis;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.galopin.api.Direction;
import io.galopin.testkit.Dialogue;
import io.galopin.testkit.Garbage;
import java.util.Map;

/**
 * Tests that any bytes are forwarded unchanged or refused, and that it does not matter how they are
 * split. Runs over its recorded inputs in a normal build, and looks for new ones if {@code
 * JAZZER_FUZZ=1} is set.
 */
class SplitsFuzzTest {

  /**
   * One run.
   *
   * @param data what the client says, then the backend, and so on
   */
  @FuzzTest(maxDuration = "30s")
  void splitsChangeNothing(byte[] data) {
    Garbage.of(new RedisProtocolFactory(), Map.of())
        .check(Dialogue.start().byTurns(Direction.UPSTREAM, data));
  }
}
