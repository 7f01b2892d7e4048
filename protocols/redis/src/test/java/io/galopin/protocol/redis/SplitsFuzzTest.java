package io.galopin.protocol.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Whatever bytes come, they are forwarded as they came or refused, and how they are split changes
 * nothing. Runs on its seeds in an ordinary build, and searches where {@code JAZZER_FUZZ=1} is set.
 */
class SplitsFuzzTest {

  private static final String BETWEEN = "<|>";

  /**
   * One run.
   *
   * @param data the size of pieces, then what the client says, and behind a mark the backend
   */
  @FuzzTest(maxDuration = "60s")
  void splitsChangeNothing(byte[] data) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    int mark = text.indexOf(BETWEEN);
    // What follows a replica's request has no boundaries of its own.
    if (mark < 1 || text.toUpperCase(Locale.ROOT).contains("SYNC")) {
      return;
    }
    int size = 1 + text.charAt(0) % 64;
    boolean payload = text.charAt(0) >= 64;
    String requests = text.substring(1, mark);
    String replies = text.substring(mark + BETWEEN.length());
    Outcome whole = play(requests, replies, Integer.MAX_VALUE, payload);
    Outcome split = play(requests, replies, size, payload);
    // How much of a message has passed before it is refused depends on the pieces.
    int common = Math.min(whole.seen.size(), split.seen.size());
    boolean refused = whole.refused && split.refused;
    assertThat(refused ? split.upTo(common) : split)
        .isEqualTo(refused ? whole.upTo(common) : whole);
  }

  private record Outcome(boolean refused, String toBackend, String toClient, List<String> seen) {

    Outcome upTo(int count) {
      return new Outcome(refused, "", "", seen.subList(0, count));
    }
  }

  private static Outcome play(String requests, String replies, int size, boolean payload) {
    try (Conversation conversation = new Conversation()) {
      conversation.payloadMatters = payload;
      for (int from = 0, to; from < requests.length(); from = to) {
        to = (int) Math.min(requests.length(), (long) from + size);
        conversation.client(requests.substring(from, to));
      }
      boolean refused = conversation.refused != null;
      for (int from = 0, to; from < replies.length() && !refused; from = to) {
        to = (int) Math.min(replies.length(), (long) from + size);
        conversation.backend(replies.substring(from, to));
      }
      refused = conversation.refused != null;
      assertThat(requests).startsWith(conversation.toBackend);
      assertThat(replies).startsWith(conversation.toClient);
      return new Outcome(
          refused,
          conversation.toBackend.toString(),
          conversation.toClient.toString(),
          List.copyOf(conversation.seen));
    }
  }
}
