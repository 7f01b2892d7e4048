package io.galopin.protocol.redis;

import static io.galopin.protocol.redis.Resp.array;
import static io.galopin.protocol.redis.Resp.bulk;
import static io.galopin.protocol.redis.Resp.command;
import static io.galopin.protocol.redis.Resp.commands;
import static io.galopin.protocol.redis.Resp.heads;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Direction;
import io.galopin.api.Failure;
import io.galopin.api.Rendering;
import io.galopin.api.Trouble;
import io.galopin.api.TroubleTelling;
import io.galopin.testkit.Dialogue;
import io.galopin.testkit.TestSession;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests which reply belongs to which request while a connection changes its mode, and the effects
 * of replies.
 */
class RepliesTest {

  private static final RedisProtocolFactory REDIS = new RedisProtocolFactory();

  private static final String OK = "+OK\r\n";
  private static final String SUBSCRIBED = "*3\r\n" + bulk("subscribe") + bulk("c") + ":1\r\n";
  private static final String LIST = array("message", "of", "a list");

  @Test
  void onlyTheAnswerToAReplicaSettlesWhatFollows() {
    String shown = "+1.0 [0 x] \"PING\"\r\n";
    String before = OK + shown + SUBSCRIBED + array("message", "c", "x") + "*1\r\n" + bulk("x");
    String next = command("REPLCONF ACK 0");
    try (TestSession session = TestSession.of(REDIS)) {
      session.client(commands("MONITOR", "SUBSCRIBE c", "LRANGE l 0 0", "PSYNC ? -1") + next);
      for (Dialogue.Line piece : Dialogue.start().backend(before).inPieces(1).lines()) {
        session.backend(piece.bytes());
        assertThat(session.waiting(Direction.UPSTREAM)).isEqualTo(next);
      }
      session.backend("-NOMASTERLINK no\r\n");
      assertThat(session.waiting(Direction.UPSTREAM)).isEmpty();
      assertThat(session.requests()).hasSize(5);
    }
  }

  /** A transaction that was not carried out has not selected a database. */
  @ParameterizedTest
  @CsvSource({"*-1, 0", "_, 0", "-EXECABORT x, 0", "*1, 3", "*10, 3", "*0, 3"})
  void tellsATransactionThatWasCarriedOut(String reply, long database) {
    try (TestSession session = TestSession.of(REDIS)) {
      session.client(commands("MULTI", "SELECT 3", "EXEC"));
      session.backend(OK + "+QUEUED\r\n" + reply + "\r\n").client(command("GET a"));
      assertThat(session.attribute("redis.db")).hasValue(database);
    }
  }

  @Test
  void otherCommandsMayBeAnsweredWithNothing() {
    try (TestSession session = TestSession.of(REDIS)) {
      session.client(command("SELECT 3")).backend("*-1\r\n").client(command("GET a"));
      assertThat(session.attribute("redis.db")).hasValue(3L);
    }
  }

  @Test
  void takesArraysForMessagesAgainAfterHello2() {
    try (TestSession session = TestSession.of(REDIS)) {
      session.client(commands("HELLO 3", "HELLO 2", "SUBSCRIBE c", "PING"));
      session.backend("%0\r\n*0\r\n" + SUBSCRIBED + LIST + array("pong", ""));
      assertThat(heads("<", session))
          .containsExactly(
              "< map", "< array", "< confirmation", "< pass " + LIST.length(), "< array");
    }
  }

  /** Whatever the array begins with, it waits for no more than is needed to decide. */
  @Test
  void tellsArraysFromMessagesByTheirBeginning() {
    String replies = "*1\r\n:1\r\n" + array("x".repeat(100)) + array("messages", "c", "x");
    try (TestSession session = TestSession.of(REDIS)) {
      session.client(commands("SUBSCRIBE c", "LRANGE a 0 0", "LRANGE b 0 0", "LRANGE c 0 2"));
      session.play(Dialogue.start().backend(SUBSCRIBED + replies).inPieces(1));
      assertThat(session.toClient()).isEqualTo(SUBSCRIBED + replies);
      assertThat(heads("<", session))
          .containsExactly("< confirmation", "< array", "< array", "< array");
    }
  }

  @Test
  void takesNoArraysForMessagesAfterHello3() {
    try (TestSession session = TestSession.of(REDIS)) {
      session.client(commands("SUBSCRIBE c", "HELLO 3", "LRANGE l 0 -1"));
      session.backend(SUBSCRIBED + "%0\r\n" + LIST);
      assertThat(heads("<", session)).containsExactly("< confirmation", "< map", "< array");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-NOPROTO x", "+QUEUED"})
  void keepsToResp3WhenHelloIsNotCarriedOut(String reply) {
    try (TestSession session = TestSession.of(REDIS)) {
      session.client(commands("HELLO 3", "SUBSCRIBE c", "HELLO 2", "LRANGE l 0 -1"));
      session.backend("%0\r\n" + SUBSCRIBED.replace('*', '>') + reply + "\r\n" + LIST);
      assertThat(heads("<", session)).hasSize(4).endsWith("< array");
    }
  }

  @Test
  void resetEndsAllSubscriptions() {
    try (TestSession session = TestSession.of(REDIS)) {
      session.client(commands("SUBSCRIBE c", "RESET", "LRANGE l 0 -1"));
      session.backend(SUBSCRIBED + "+RESET\r\n" + LIST);
      assertThat(heads("<", session)).containsExactly("< confirmation", "< status", "< array");
    }
  }

  /** Channels and patterns are counted together. */
  @Test
  void anUnsubscriptionFromAllEndsWithTheLastOfItsKind() {
    StringBuilder replies = new StringBuilder();
    for (int total = 1; total <= 11; total++) {
      replies.append(confirmed("subscribe", "c" + total, total));
    }
    replies.append(confirmed("psubscribe", "p", 12)).append(confirmed("psubscribe", "q", 13));
    for (int total = 12; total >= 2; total--) {
      replies.append(confirmed("unsubscribe", "c" + total, total));
    }
    replies.append(confirmed("punsubscribe", "p", 1)).append(confirmed("punsubscribe", "q", 0));
    try (TestSession session = TestSession.of(REDIS)) {
      session.client(command("SUBSCRIBE c1 c2 c3 c4 c5 c6 c7 c8 c9 c10 c11"));
      session.client(commands("PSUBSCRIBE p q", "UNSUBSCRIBE", "PUNSUBSCRIBE", "LRANGE l 0 -1"));
      session.backend(replies + LIST);
      assertThat(heads("<", session)).hasSize(11 + 2 + 11 + 2 + 1).endsWith("< array");
      assertThat(heads("<", session).subList(0, 26)).containsOnly("< confirmation");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "psubscribe, 0, pmessage",
    "ssubscribe, 0, smessage",
    "psubscribe, 1, message",
    "ssubscribe, 1, smessage"
  })
  void takesArraysForMessagesWhateverItIsSubscribedTo(String kind, int channels, String message) {
    String before = channels == 0 ? "" : SUBSCRIBED;
    int total = kind.equals("ssubscribe") ? 1 : channels + 1;
    try (TestSession session = TestSession.of(REDIS)) {
      session.client((before.isEmpty() ? "" : command("SUBSCRIBE c")) + command(kind + " x"));
      session.client(command("PING"));
      session.backend(before + confirmed(kind, "x", total) + array(message, "x", "y"));
      assertThat(heads("<", session))
          .hasSize(channels + 2)
          .endsWith("< pass " + array(message, "x", "y").length());
    }
  }

  private static String confirmed(String kind, String channel, int total) {
    return "*3\r\n" + bulk(kind) + bulk(channel) + ":" + total + "\r\n";
  }

  @Test
  void anotherRequestFollowsAReplicasThatTheProxyFails() {
    try (TestSession session = TestSession.of(REDIS).failing(Failure.ERROR, "PSYNC"::equals)) {
      session.client(commands("PSYNC ? -1", "GET a"));
      assertThat(session.toBackend()).isEqualTo(command("GET a"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UNREACHABLE, cannot reach the backend",
    "TIMEOUT, did not reach the backend in time",
    "BAD_REPLY, got a bad reply from the backend"
  })
  void tellsTheClientWhatBefellTheBackend(Trouble.Kind kind, String words) {
    try (TestSession session = TestSession.of(REDIS).client(command("GET a"))) {
      Rendering rendering =
          session
              .session(TroubleTelling.class)
              .tell(
                  new Trouble(kind, "why"),
                  session.requests().get(0),
                  UnpooledByteBufAllocator.DEFAULT);
      assertThat(rendering.bytes().toString(StandardCharsets.US_ASCII))
          .isEqualTo("-ERR Galopin " + words + ": why\r\n");
      assertThat(session.session()).isInstanceOf(TroubleTelling.class);
      rendering.bytes().release();
    }
  }

  @Test
  void countsAllAttributesOfAValue() {
    String value = "|2\r\n+a\r\n:1\r\n+b\r\n:2\r\n$1\r\nv\r\n";
    try (TestSession session = TestSession.of(REDIS).client(commands("GET a", "INCR b"))) {
      session.backend(value + ":1\r\n");
      assertThat(session.seen()).endsWith("< value", "<| " + value.length(), "< integer", "<| 4");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"H", "$?", "*1x", "+a\rb", ":1\r\r"})
  void refusesAtOnceWhatCannotBecomeAReply(String beginning) {
    try (TestSession session = TestSession.of(REDIS).client(command("GET a"))) {
      session.play(Dialogue.start().backend(beginning).inPieces(1));
      assertThat(session.refused().orElseThrow()).startsWith("bad reply: ");
    }
  }

  @Test
  void takesAChannelWhoseConfirmationIsAsLongAsAHead() {
    String confirmation = "*3\r\n" + bulk("subscribe") + bulk("c".repeat(225)) + ":1\r\n";
    try (TestSession session = TestSession.of(REDIS, Map.of("max-head", 256))) {
      session.client(command("SUBSCRIBE c")).backend(confirmation);
      assertThat(confirmation).hasSize(256);
      assertThat(session.refused()).isEmpty();
      assertThat(heads("<", session)).containsExactly("< confirmation");
    }
  }
}
