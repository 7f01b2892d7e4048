package io.galopin.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.protocol.http.Script.Step;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is seen in a conversation and what is forwarded do not depend on how its bytes come. */
class ConversationsTest {

  static List<Script> scripts() {
    return Scripts.all();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void understandsStepsThatComeWhole(Script script) {
    play(script, Integer.MAX_VALUE, -1, 0);
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void understandsStepsByteByByte(Script script) {
    play(script, 1, -1, 0);
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void understandsStepsInPiecesOfAllSizes(Script script) {
    for (int size = 2; size < 20; size++) {
      play(script, size, -1, 0);
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void understandsEverySplit(Script script) {
    for (int step = 0; step < script.steps().size(); step++) {
      for (int at = 1; at < script.steps().get(step).bytes().length(); at++) {
        play(script, Integer.MAX_VALUE, step, at);
      }
    }
  }

  /**
   * Plays a script.
   *
   * @param size of the pieces in which steps come
   * @param splitStep the step that comes in two pieces
   * @param at where these two are parted
   */
  private static void play(Script script, int size, int splitStep, int at) {
    try (Conversation conversation = new Conversation()) {
      for (int i = 0; i < script.steps().size(); i++) {
        Step step = script.steps().get(i);
        int first = i == splitStep ? at : size;
        for (int from = 0, to; from < step.bytes().length(); from = to) {
          to = (int) Math.min(step.bytes().length(), (long) from + (from == 0 ? first : size));
          say(conversation, step.fromClient(), step.bytes().substring(from, to));
        }
      }
      conversation.clientEnds().backendEnds();
      assertThat(conversation.refused).isNull();
      assertThat(conversation.seen).isEqualTo(script.seen());
      assertThat(conversation.toBackend).hasToString(script.sent(true));
      assertThat(conversation.toClient).hasToString(script.sent(false));
    }
  }

  private static void say(Conversation conversation, boolean fromClient, String bytes) {
    if (fromClient) {
      conversation.client(bytes);
    } else {
      conversation.backend(bytes);
    }
  }
}
