package io.galopin.protocol.memcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * How much of a conversation is held: lines and heads until they are complete, of values nothing.
 */
class HeldBytesTest {

  private static final int PIECE = 1_000;
  private static final String VALUE = "\r\nEND\r\n".repeat(100_000);

  private static void feed(Consumer<String> side, String bytes) {
    for (int from = 0; from < bytes.length(); from += PIECE) {
      side.accept(bytes.substring(from, Math.min(bytes.length(), from + PIECE)));
    }
  }

  @Test
  void textValuesStream() {
    try (Conversation conversation = new Conversation()) {
      feed(conversation::client, "set a 0 0 " + VALUE.length() + "\r\n" + VALUE);
      assertThat(conversation.mostHeld).isZero();
      conversation.client("\r\nget a\r\n").backend("STORED\r\n");
      feed(conversation::backend, "VALUE a 0 " + VALUE.length() + "\r\n" + VALUE);
      assertThat(conversation.mostHeld).isZero();
      conversation.backend("\r\nEND\r\n");
      assertThat(conversation.seen)
          .containsExactly(
              "> set a",
              ">| 700020",
              "> get a",
              ">| 7",
              "< STORED",
              "<| 8",
              "< VALUE",
              "<| 700025");
    }
  }

  @Test
  void binaryValuesStream() {
    try (Conversation conversation = new Conversation()) {
      feed(
          conversation::client,
          Packet.request(0x01, 1).withExtras(8).withKey("a").withValue(VALUE).bytes());
      conversation.client(Packet.request(0x00, 2).withKey("a").bytes());
      conversation.backend(Packet.reply(0x01, 1).bytes());
      feed(conversation::backend, Packet.reply(0x00, 2).withExtras(4).withValue(VALUE).bytes());
      assertThat(conversation.mostHeld).isZero();
      assertThat(conversation.seen).contains(">| 700033", "<| 700028");
    }
  }

  @Test
  void aLineIsHeldUntilItIsCompleteOrTooLong() {
    String get = "get" + " key".repeat(500) + "\r\n";
    try (Conversation conversation = new Conversation()) {
      feed(conversation::client, get);
      assertThat(conversation.mostHeld).isEqualTo(2 * PIECE);
      assertThat(conversation.toBackend).hasToString(get);
    }
    try (Conversation conversation = new Conversation(Map.of("max-line", 1_500), false)) {
      feed(conversation::client, get);
      assertThat(conversation.mostHeld).isEqualTo(PIECE);
      assertThat(conversation.refused).isEqualTo("bad request: a line exceeds max-line");
      assertThat(conversation.toBackend).isEmpty();
    }
  }
}
