package io.galopin.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.protocol.http.Script.Step;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Conversations with bytes changed, dropped, added and doubled. */
class MutationTest {

  private static final int MUTANTS_PER_SCRIPT = 500;

  /** Bytes that mean something to HTTP turn up more often than by chance. */
  private static final String TELLING =
      "\r\n\r\n :;,0159aAfFxX\t\u0000\u007f\u0080\u00ff/.?@%-+=\"";

  static List<Script> scripts() {
    return Scripts.all();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void forwardsWhatCameOrRefusesIt(Script script) {
    Random random = new Random(script.name().hashCode());
    for (int i = 0; i < MUTANTS_PER_SCRIPT; i++) {
      play(script, random);
    }
  }

  private static void play(Script script, Random random) {
    StringBuilder client = new StringBuilder();
    StringBuilder backend = new StringBuilder();
    int mutated = random.nextInt(script.steps().size());
    try (Conversation conversation = new Conversation()) {
      for (int i = 0; i < script.steps().size(); i++) {
        Step step = script.steps().get(i);
        String bytes = i == mutated ? mutate(step.bytes(), random) : step.bytes();
        (step.fromClient() ? client : backend).append(bytes);
        int size = 1 + random.nextInt(40);
        for (int from = 0; from < bytes.length(); from += size) {
          String piece = bytes.substring(from, Math.min(bytes.length(), from + size));
          if (step.fromClient()) {
            conversation.client(piece);
          } else {
            conversation.backend(piece);
          }
        }
      }
      conversation.clientEnds().backendEnds();
      assertThat(client.toString()).startsWith(conversation.toBackend);
      assertThat(backend.toString()).startsWith(conversation.toClient);
      if (conversation.refused == null) {
        assertThat(conversation.toBackend).hasToString(client.toString());
        assertThat(conversation.toClient).hasToString(backend.toString());
      }
    }
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
