package io.galopin.protocol.memcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.protocol.memcache.Script.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Conversations with bytes changed, dropped, added and doubled. */
class MutationTest {

  private static final int MUTANTS_PER_SCRIPT = 500;
  private static final int SPLIT_MUTANTS_PER_SCRIPT = 20;

  /** Bytes that mean something to Memcache turn up more often than by chance. */
  private static final String TELLING =
      "\r\n\r\n  0159-qkvOSgetVALUENDMB\u0000\u0001\t\u0010\u007f\u0080\u0081\u00ff";

  static List<Script> scripts() {
    return Scripts.all();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void forwardsWhatCameOrRefusesIt(Script script) {
    Random random = new Random(script.name().hashCode());
    for (int i = 0; i < MUTANTS_PER_SCRIPT; i++) {
      int size = 1 + random.nextInt(40);
      Script mutant = mutant(script, random.nextInt(script.steps().size()), random);
      Mutants.play(mutant, (step, from) -> from + size);
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void doesSoAtEverySplitAlike(Script script) {
    Random random = new Random(script.name().length());
    for (int i = 0; i < SPLIT_MUTANTS_PER_SCRIPT; i++) {
      int mutated = random.nextInt(script.steps().size());
      Script mutant = mutant(script, mutated, random);
      boolean refused = Mutants.play(mutant, (step, from) -> Integer.MAX_VALUE);
      int length = mutant.steps().get(mutated).bytes().length();
      for (int split = 1; split < length; split++) {
        int at = split;
        assertThat(
                Mutants.play(
                    mutant, (step, from) -> step == mutated && from < at ? at : Integer.MAX_VALUE))
            .as("%s split at %s", mutant.steps(), at)
            .isEqualTo(refused);
      }
    }
  }

  private static Script mutant(Script script, int mutated, Random random) {
    List<Step> steps = new ArrayList<>(script.steps());
    Step step = steps.get(mutated);
    steps.set(mutated, new Step(step.fromClient(), mutate(step.bytes(), random)));
    return new Script(script.name(), steps, List.of());
  }

  private static String mutate(String bytes, Random random) {
    StringBuilder mutant = new StringBuilder(bytes);
    for (int count = 1 + random.nextInt(3); count > 0 && mutant.length() > 0; count--) {
      int at = random.nextInt(mutant.length());
      int to = Math.min(mutant.length(), at + 1 + random.nextInt(8));
      char other = TELLING.charAt(random.nextInt(TELLING.length()));
      switch (random.nextInt(5)) {
        case 0 -> mutant.setCharAt(at, other);
        case 1 -> mutant.insert(at, other);
        case 2 -> mutant.delete(at, to);
        case 3 -> mutant.insert(at, mutant.substring(at, to));
        default -> mutant.setCharAt(at, (char) random.nextInt(256));
      }
    }
    return mutant.toString();
  }
}
