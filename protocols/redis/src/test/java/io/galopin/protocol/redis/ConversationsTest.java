package io.galopin.protocol.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.protocol.redis.Script.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole conversations, however their bytes are split, and with bytes changed. */
class ConversationsTest {

  private static final int MUTANTS_PER_SCRIPT = 300;
  private static final int SPLIT_MUTANTS_PER_SCRIPT = 10;

  /** Bytes that mean something turn up more often than by chance. */
  private static final String TELLING = "\r\n\r\n*$+-:_,#!=(%~|>0123456789? \"'\\\u0000\u00ff";

  static List<Script> scripts() {
    return Scripts.all();
  }

  /** Where the piece of a step ends that begins at {@code from}. */
  private interface Pieces {
    int end(int step, int from);
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void isSeenWhole(Script script) {
    assertThat(play(script, (step, from) -> Integer.MAX_VALUE)).isEqualTo(script.seen());
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void isSeenAlikeByteByByte(Script script) {
    assertThat(play(script, (step, from) -> from + 1)).isEqualTo(script.seen());
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void isSeenAlikeAtEverySplit(Script script) {
    for (int i = 0; i < script.steps().size(); i++) {
      int split = i;
      for (int at = 1; at < script.steps().get(i).bytes().length(); at++) {
        int to = at;
        assertThat(
                play(script, (step, from) -> step == split && from < to ? to : Integer.MAX_VALUE))
            .as("step %s split at %s", split, to)
            .isEqualTo(script.seen());
      }
    }
  }

  private static List<String> play(Script script, Pieces pieces) {
    try (Conversation conversation = new Conversation()) {
      say(script, conversation, pieces);
      assertThat(conversation.refused).isNull();
      assertThat(conversation.toBackend).hasToString(script.sent(true));
      assertThat(conversation.toClient).hasToString(script.sent(false));
      return conversation.seen;
    }
  }

  private static void say(Script script, Conversation conversation, Pieces pieces) {
    for (int i = 0; i < script.steps().size(); i++) {
      Step step = script.steps().get(i);
      for (int from = 0, to; from < step.bytes().length(); from = to) {
        to = Math.min(step.bytes().length(), pieces.end(i, from));
        if (step.fromClient()) {
          conversation.client(step.bytes().substring(from, to));
        } else {
          conversation.backend(step.bytes().substring(from, to));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void forwardsAMutantAsItCameOrRefusesIt(Script script) {
    Random random = new Random(script.name().hashCode());
    for (int i = 0; i < MUTANTS_PER_SCRIPT; i++) {
      Script mutant = mutant(script, random.nextInt(script.steps().size()), random);
      int size = 1 + random.nextInt(40);
      mutantIsRefused(mutant, (step, from) -> from + size);
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void doesSoAtEverySplitAlike(Script script) {
    Random random = new Random(script.name().length());
    for (int i = 0; i < SPLIT_MUTANTS_PER_SCRIPT; i++) {
      int mutated = random.nextInt(script.steps().size());
      Script mutant = mutant(script, mutated, random);
      boolean refused = mutantIsRefused(mutant, (step, from) -> Integer.MAX_VALUE);
      for (int at = 1; at < mutant.steps().get(mutated).bytes().length(); at++) {
        int to = at;
        assertThat(
                mutantIsRefused(
                    mutant, (step, from) -> step == mutated && from < to ? to : Integer.MAX_VALUE))
            .as("%s split at %s", mutant.steps(), to)
            .isEqualTo(refused);
      }
    }
  }

  private static boolean mutantIsRefused(Script mutant, Pieces pieces) {
    try (Conversation conversation = new Conversation()) {
      say(mutant, conversation, pieces);
      assertThat(mutant.sent(true)).startsWith(conversation.toBackend);
      assertThat(mutant.sent(false)).startsWith(conversation.toClient);
      return conversation.refused != null;
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
      switch (random.nextInt(4)) {
        case 0 -> mutant.setCharAt(at, other);
        case 1 -> mutant.insert(at, other);
        case 2 -> mutant.delete(at, to);
        default -> mutant.insert(at, mutant.substring(at, to));
      }
    }
    return mutant.toString();
  }
}
