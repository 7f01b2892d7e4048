package io.galopin.protocol.memcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.protocol.memcache.Script.Pieces;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Valid conversations, in whatever pieces they come. */
class ConversationsTest {

  static List<Script> scripts() {
    return Scripts.all();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void isSeenInOnePiece(Script script) {
    play(script, false, (step, from) -> Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void isSeenByteByByte(Script script) {
    play(script, false, (step, from) -> from + 1);
    play(script, true, (step, from) -> from + 1);
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void isSeenAlikeAtEverySplit(Script script) {
    for (int step = 0; step < script.steps().size(); step++) {
      int split = step;
      for (int at = 1; at < script.steps().get(step).bytes().length(); at++) {
        int end = at;
        Pieces pieces = (s, from) -> s == split && from < end ? end : Integer.MAX_VALUE;
        play(script, false, pieces);
        play(script, true, pieces);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void isSeenInPiecesOfAnySize(Script script) {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      play(script, random.nextBoolean(), (step, from) -> from + 1 + random.nextInt(40));
    }
  }

  private static void play(Script script, boolean payloadMatters, Pieces pieces) {
    try (Conversation conversation = new Conversation(Map.of(), payloadMatters)) {
      script.play(conversation, pieces);
      assertThat(conversation.refused).isNull();
      assertThat(conversation.seen).isEqualTo(script.seen());
      assertThat(conversation.toBackend).hasToString(script.sent(true));
      assertThat(conversation.toClient).hasToString(script.sent(false));
    }
  }
}
