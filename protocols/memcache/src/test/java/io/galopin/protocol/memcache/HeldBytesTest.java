package io.galopin.protocol.memcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.Dialogue;
import io.galopin.testkit.TestSession;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Tests how much of a conversation is held: lines and heads until they are complete, but no values.
 */
class HeldBytesTest {

  private static final MemcacheProtocolFactory MEMCACHE = new MemcacheProtocolFactory();

  private static final int PIECE = 1_000;
  private static final String VALUE = "\r\nEND\r\n".repeat(100_000);

  /** Plays the dialogue in pieces and returns the most bytes that waited at a time. */
  private static int mostHeld(TestSession session, Dialogue dialogue) {
    int most = 0;
    for (Dialogue.Line line : dialogue.inPieces(PIECE).lines()) {
      session.play(new Dialogue(List.of(line)));
      if (session.refused().isEmpty()) {
        most = Math.max(most, session.waiting(line.direction()).length());
      }
    }
    return most;
  }

  @Test
  void textValuesStream() {
    Dialogue dialogue =
        Dialogue.start()
            .client("set a 0 0 " + VALUE.length() + "\r\n" + VALUE)
            .client("\r\nget a\r\n")
            .backend("STORED\r\n")
            .backend("VALUE a 0 " + VALUE.length() + "\r\n" + VALUE)
            .backend("\r\nEND\r\n");
    try (TestSession session = TestSession.of(MEMCACHE)) {
      assertThat(mostHeld(session, dialogue)).isZero();
      assertThat(session.seen())
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
    Dialogue dialogue =
        Dialogue.start()
            .client(Packet.request(0x01, 1).withExtras(8).withKey("a").withValue(VALUE).bytes())
            .client(Packet.request(0x00, 2).withKey("a").bytes())
            .backend(Packet.reply(0x01, 1).bytes())
            .backend(Packet.reply(0x00, 2).withExtras(4).withValue(VALUE).bytes());
    try (TestSession session = TestSession.of(MEMCACHE)) {
      assertThat(mostHeld(session, dialogue)).isZero();
      assertThat(session.seen()).contains(">| 700033", "<| 700028");
    }
  }

  @Test
  void aLineIsHeldUntilItIsCompleteOrTooLong() {
    String get = "get" + " key".repeat(500) + "\r\n";
    Dialogue dialogue = Dialogue.start().client(get);
    try (TestSession session = TestSession.of(MEMCACHE)) {
      assertThat(mostHeld(session, dialogue)).isEqualTo(2 * PIECE);
      assertThat(session.toBackend()).isEqualTo(get);
    }
    Map<String, Integer> tight = Map.of("max-line", 1_500);
    try (TestSession session = TestSession.of(MEMCACHE, tight)) {
      assertThat(mostHeld(session, dialogue)).isEqualTo(PIECE);
      assertThat(session.toBackend()).isEqualTo(get);
    }
    try (TestSession session = TestSession.of(MEMCACHE, tight)) {
      Dialogue meta = Dialogue.start().client(get.replace("get", "mg"));
      assertThat(mostHeld(session, meta)).isEqualTo(PIECE);
      assertThat(session.refused()).hasValue("bad request: a line exceeds max-line");
      assertThat(session.toBackend()).isEmpty();
    }
  }
}
