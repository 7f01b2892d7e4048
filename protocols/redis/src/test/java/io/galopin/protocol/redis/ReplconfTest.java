package io.galopin.protocol.redis;

import static io.galopin.protocol.redis.Resp.command;
import static io.galopin.protocol.redis.Resp.commands;
import static io.galopin.protocol.redis.Resp.heads;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Request;
import io.galopin.testkit.Dialogue;
import io.galopin.testkit.TestSession;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which messages of replicas get a reply. */
class ReplconfTest {

  private static final RedisProtocolFactory REDIS = new RedisProtocolFactory();

  private static void answered(boolean expected, String line) {
    for (String request : List.of(command(line), line + "\r\n")) {
      for (int size : List.of(1, 1_000)) {
        try (TestSession session = TestSession.of(REDIS)) {
          session.play(Dialogue.start().client(request).inPieces(size));
          assertThat(session.requests())
              .singleElement()
              .returns(expected, Request::expectsReply)
              .returns("REPLCONF", Request::label);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "REPLCONF ACK 1",
        "replconf ack x",
        "REPLCONF GETACK *",
        "REPLCONF ACK 1 nope 2",
        "REPLCONF listening-port 1 capa eof ACK 1"
      })
  void nobodyAnswersAnAcknowledgment(String line) {
    answered(false, line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "REPLCONF",
        "REPLCONF ACK",
        "REPLCONF capa ack",
        "REPLCONF capa x ACK",
        "REPLCONF nope 1 ACK 1",
        "REPLCONF listening-port 1"
      })
  void theOthersAreAnswered(String line) {
    answered(true, line);
  }

  @Test
  void inATransactionItIsQueuedAsAllAre() {
    try (TestSession session = TestSession.of(REDIS)) {
      session.client(command("MULTI")).backend("+OK\r\n").client(command("REPLCONF ACK 1"));
      assertThat(session.requests().get(1).expectsReply()).isTrue();
    }
  }

  @Test
  void anAcknowledgmentIsForgottenWithTheNextRequest() {
    try (TestSession session = TestSession.of(REDIS)) {
      session.client(commands("REPLCONF ACK 1", "REPLCONF nope 1", "REPLCONF ACK 1"));
      assertThat(session.requests())
          .extracting(Request::expectsReply)
          .containsExactly(false, true, false);
    }
  }

  @Test
  void repliesKeepTheirPlaces() {
    try (TestSession session = TestSession.of(REDIS)) {
      session.client(commands("REPLCONF ACK 1", "GET a", "REPLCONF GETACK *", "INCR b"));
      session.backend("$1\r\nx\r\n:1\r\n");
      assertThat(session.requests()).hasSize(4);
      assertThat(heads("<", session)).containsExactly("< bulk string", "< integer");
    }
  }
}
