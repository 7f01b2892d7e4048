package io.galopin.protocol.memcache;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.galopin.protocol.memcache.Script.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Any bytes, in any pieces, from either side. Runs over its recorded inputs; with the environment
 * variable {@code JAZZER_FUZZ=1} it looks for new ones.
 */
class SessionFuzzTest {

  /** Stands between what one side says and what the other says next; the client begins. */
  private static final String OTHER_SIDE = "\u00fe";

  @FuzzTest(maxDuration = "60s")
  void forwardsWhatCameOrRefusesItInWhateverPieces(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    List<Step> steps = new ArrayList<>();
    boolean fromClient = true;
    for (String bytes : text.split(OTHER_SIDE)) {
      steps.add(new Step(fromClient, bytes));
      fromClient = !fromClient;
    }
    Script script = new Script("fuzzed", steps, List.of());
    boolean refused = Mutants.play(script, (step, from) -> Integer.MAX_VALUE);
    for (int size : new int[] {1, 7, 30}) {
      assertThat(Mutants.play(script, (step, from) -> from + size)).isEqualTo(refused);
    }
  }
}
