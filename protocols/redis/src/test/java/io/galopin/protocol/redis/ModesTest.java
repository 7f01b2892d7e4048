package io.galopin.protocol.redis;

import static io.galopin.protocol.redis.Resp.command;
import static io.galopin.protocol.redis.Resp.commands;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Direction;
import io.galopin.api.Failure;
import io.galopin.testkit.TestSession;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModesTest {

  private static final RedisProtocolFactory REDIS = new RedisProtocolFactory();

  private static final Limits LIMITS = new Limits(1024, 1024, 1024, 8);

  private final Modes modes = new Modes();
  private long ordinal;

  private RedisRequest ask(String words) {
    ByteBuf bytes = Unpooled.copiedBuffer(command(words), StandardCharsets.US_ASCII);
    RequestHead head = new RequestHead(LIMITS);
    try {
      head.read(bytes);
      return modes.next(head, ++ordinal);
    } catch (ProtocolError malformed) {
      throw new AssertionError(malformed);
    } finally {
      bytes.release();
    }
  }

  private long databaseOf(String words) {
    ask(words);
    return modes.database();
  }

  @Test
  void followsSelect() {
    assertThat(databaseOf("SELECT 3")).isZero();
    assertThat(databaseOf("GET a")).isEqualTo(3);
    assertThat(databaseOf("select 12")).isEqualTo(3);
    assertThat(databaseOf("GET a")).isEqualTo(12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT", "SELECT x", "SELECT -1", "SELECT 3 4", "SELECT 9999999999"})
  void ignoresASelectThatNoServerTakes(String select) {
    ask(select);
    assertThat(databaseOf("GET a")).isZero();
  }

  @Test
  void returnsToTheDatabaseBeforeASelectThatFails() {
    ask("SELECT 3");
    RedisRequest refused = ask("SELECT 99");
    modes.answered(refused, true);
    assertThat(databaseOf("GET a")).isEqualTo(3);

    RedisRequest failed = ask("SELECT 4");
    modes.failed(failed, ordinal);
    assertThat(databaseOf("GET a")).isEqualTo(3);
  }

  @Test
  void staysInADatabaseThatTheServerHasChosen() {
    RedisRequest select = ask("SELECT 3");
    modes.answered(select, false);
    modes.failed(select, ordinal);
    assertThat(databaseOf("GET a")).isEqualTo(3);
  }

  @Test
  void keepsTheDatabaseOfATransactionThatWasCarriedOut() {
    ask("MULTI");
    ask("SELECT 3");
    assertThat(databaseOf("GET a")).isEqualTo(3);
    modes.answered(ask("EXEC"), false);
    assertThat(databaseOf("GET a")).isEqualTo(3);
  }

  @Test
  void returnsToTheDatabaseBeforeATransactionThatCameToNothing() {
    for (String end : List.of("DISCARD", "EXEC", "RESET")) {
      ask("MULTI");
      ask("SELECT 3");
      modes.answered(ask(end), end.equals("EXEC"));
      assertThat(databaseOf("GET a")).as(end).isZero();
      assertThat(modes.inTransaction()).as(end).isFalse();
    }
  }

  @Test
  void staysInATransactionWhoseResetFails() {
    ask("MULTI");
    modes.failed(ask("RESET"), ordinal);
    assertThat(modes.inTransaction()).isTrue();
  }

  @Test
  void expectsNoRepliesWhileTheyAreOff() {
    assertThat(ask("CLIENT REPLY OFF").expectsReply()).isFalse();
    assertThat(ask("GET a").expectsReply()).isFalse();
    assertThat(ask("CLIENT REPLY FOO").expectsReply()).isFalse();
    assertThat(ask("CLIENT REPLY SKIP").expectsReply()).isFalse();
    assertThat(ask("QUIT").expectsReply()).isFalse();
    assertThat(ask("CLIENT REPLY ON").expectsReply()).isTrue();
    assertThat(ask("GET a").expectsReply()).isTrue();
  }

  @Test
  void expectsNoRepliesAfterAFailedWishForThem() {
    ask("CLIENT REPLY OFF");
    modes.failed(ask("CLIENT REPLY ON"), ordinal);
    assertThat(ask("GET a").expectsReply()).isFalse();
  }

  @Test
  void skipsOneReply() {
    assertThat(ask("client reply skip").expectsReply()).isFalse();
    assertThat(ask("GET a").expectsReply()).isFalse();
    assertThat(ask("GET a").expectsReply()).isTrue();
    ask("CLIENT REPLY SKIP");
    assertThat(ask("CLIENT REPLY SKIP").expectsReply()).isFalse();
    assertThat(ask("RESET").expectsReply()).isFalse();
    assertThat(ask("GET a").expectsReply()).isTrue();
    ask("CLIENT REPLY SKIP");
    assertThat(ask("CLIENT REPLY ON").expectsReply()).isTrue();
  }

  /** The server would skip the next reply, and the one after that would be taken for it. */
  @Test
  void skipsTheReplyToACommandThatFails() {
    try (TestSession session =
        TestSession.of(new RedisProtocolFactory()).failing(Failure.ERROR, "SET a"::equals)) {
      session.client(commands("CLIENT REPLY SKIP", "SET a 1", "GET a", "SET a 1", "PING"));
      session.backend("$-1\r\n+PONG\r\n");

      assertThat(session.toBackend())
          .isEqualTo(commands("CLIENT REPLY SKIP", "PING", "GET a", "PING"));
      assertThat(session.toClient())
          .isEqualTo("$-1\r\n-ERR injected by Galopin, on purpose\r\n+PONG\r\n");
    }
  }

  @Test
  void needsNoReplyToSkipIfTheWishForThatFails() {
    try (TestSession session =
        TestSession.of(new RedisProtocolFactory()).failing(Failure.ERROR, "CLIENT"::equals)) {
      session.client(commands("CLIENT REPLY SKIP", "GET a")).backend("$-1\r\n");

      assertThat(session.toBackend()).isEqualTo(commands("GET a"));
      assertThat(session.toClient()).isEqualTo("$-1\r\n");
    }
  }

  @Test
  void expectsAReplyToResetAlways() {
    ask("CLIENT REPLY OFF");
    assertThat(ask("RESET").expectsReply()).isTrue();
    assertThat(ask("GET a").expectsReply()).isTrue();
  }

  @Test
  void queuesWishesAboutRepliesInATransaction() {
    ask("MULTI");
    assertThat(ask("CLIENT REPLY OFF").expectsReply()).isTrue();
    assertThat(ask("EXEC").expectsReply()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CLIENT", "CLIENT REPLY", "CLIENT REPLY OFF x", "CLIENT LIST"})
  void expectsRepliesToOtherWords(String words) {
    assertThat(ask(words).expectsReply()).isTrue();
    assertThat(ask("GET a").expectsReply()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT 1", "MULTI", "CLIENT REPLY OFF", "RESET"})
  void whatFollowsAChangeWaitsUntilItIsSettled(String change) {
    try (TestSession session = TestSession.of(REDIS)) {
      session.settled(false);
      session.client(commands(change, "GET a"));
      assertThat(session.requests()).hasSize(1);
      assertThat(session.waiting(Direction.UPSTREAM)).isEqualTo(command("GET a"));

      session.settled(true);
      assertThat(session.requests()).hasSize(2);
    }
  }

  @Test
  void aChangeThatIsSettledHoldsNothingUpLater() {
    try (TestSession session = TestSession.of(REDIS)) {
      session.client(commands("SELECT 1", "GET a"));
      session.settled(false);
      session.client(command("GET b"));
      assertThat(session.requests()).hasSize(3);
    }
  }

  @Test
  void whatFollowsAnyOtherCommandDoesNotWait() {
    try (TestSession session = TestSession.of(REDIS)) {
      session.settled(false);
      session.client(commands("GET a", "SET a 1", "GET a"));
      assertThat(session.requests()).hasSize(3);
    }
  }
}
