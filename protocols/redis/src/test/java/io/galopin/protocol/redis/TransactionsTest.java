package io.galopin.protocol.redis;

import static io.galopin.protocol.redis.Resp.command;
import static io.galopin.protocol.redis.Resp.commands;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Direction;
import io.galopin.api.Failure;
import io.galopin.testkit.TestSession;
import org.junit.jupiter.api.Test;

/** Tests transactions in which the proxy fails a command. */
class TransactionsTest {

  private static final RedisProtocolFactory REDIS = new RedisProtocolFactory();

  private static final String OK = "+OK\r\n";
  private static final String QUEUED = "+QUEUED\r\n";
  private static final String INJECTED = "-ERR injected by Galopin, on purpose\r\n";
  private static final String ABORTED =
      "-EXECABORT Transaction discarded because of previous errors.\r\n";

  @Test
  void isDiscardedIfACommandFails() {
    try (TestSession session = TestSession.of(REDIS).failing(Failure.ERROR, "SET a"::equals)) {
      session.client(commands("MULTI", "SET a 1", "SET b 1", "EXEC", "GET b"));
      assertThat(session.toBackend()).isEqualTo(commands("MULTI", "SET b 1", "DISCARD", "GET b"));

      session.backend(OK + QUEUED + OK + "$-1\r\n");
      assertThat(session.toClient()).isEqualTo(OK + INJECTED + QUEUED + ABORTED + "$-1\r\n");
      assertThat(session.seen()).endsWith("< EXECABORT", "<| 5", "< bulk string", "<| 5");
    }
  }

  @Test
  void abortsTooWhenTheReplyToACommandFails() {
    try (TestSession session =
        TestSession.of(REDIS).failingAtReply(Failure.ERROR, "SET a"::equals)) {
      session.client(commands("MULTI", "SET a 1")).backend(OK + QUEUED);
      session.client(command("EXEC")).backend(OK);

      assertThat(session.toBackend()).isEqualTo(commands("MULTI", "SET a 1", "DISCARD"));
      assertThat(session.toClient()).isEqualTo(OK + INJECTED + ABORTED);
      assertThat(session.attribute("redis.error")).hasValue("EXECABORT");
    }
  }

  @Test
  void leavesWhatTheServerSaysToADiscardThatItRefuses() {
    String refusal = "-NOAUTH Authentication required.\r\n";
    try (TestSession session = TestSession.of(REDIS).failing(Failure.ERROR, "SET a"::equals)) {
      session.client(commands("MULTI", "SET a 1", "EXEC")).backend(OK + refusal);
      assertThat(session.toClient()).isEqualTo(OK + INJECTED + refusal);
    }
  }

  @Test
  void isNoTransactionIfMultiFails() {
    try (TestSession session = TestSession.of(REDIS).failing(Failure.ERROR, "MULTI"::equals)) {
      session.client(commands("MULTI", "SET a 1", "EXEC"));
      assertThat(session.toBackend()).isEqualTo(commands("SET a 1", "EXEC"));
    }
  }

  @Test
  void isNoTransactionIfTheServerRefusesMulti() {
    try (TestSession session = TestSession.of(REDIS).failing(Failure.ERROR, "SET a"::equals)) {
      session.client(command("MULTI")).backend("-NOAUTH x\r\n");
      session.client(commands("SET a 1", "EXEC"));
      assertThat(session.toBackend()).isEqualTo(commands("MULTI", "EXEC"));
    }
  }

  @Test
  void isDiscardedAtTheBackendIfExecFails() {
    try (TestSession session = TestSession.of(REDIS).failing(Failure.ERROR, "EXEC"::equals)) {
      session.client(commands("MULTI", "SET a 1", "EXEC", "GET a"));
      session.backend(OK + QUEUED + OK + "$-1\r\n");

      assertThat(session.toBackend()).isEqualTo(commands("MULTI", "SET a 1", "DISCARD", "GET a"));
      assertThat(session.toClient())
          .isEqualTo(
              OK
                  + QUEUED
                  + "-EXECABORT Transaction discarded because of:"
                  + " ERR injected by Galopin, on purpose\r\n"
                  + "$-1\r\n");
    }
  }

  @Test
  void execWithoutATransactionFailsAsAnyCommand() {
    try (TestSession session = TestSession.of(REDIS).failing(Failure.ERROR, "EXEC"::equals)) {
      session.client(command("EXEC"));
      assertThat(session.toBackend()).isEqualTo("");
      assertThat(session.toClient()).isEqualTo(INJECTED);
    }
  }

  @Test
  void goesOnAfterAFailedDiscardAndThenAborts() {
    try (TestSession session = TestSession.of(REDIS).failing(Failure.ERROR, "DISCARD"::equals)) {
      session.client(commands("MULTI", "SET a 1", "DISCARD", "EXEC"));
      assertThat(session.toBackend()).isEqualTo(commands("MULTI", "SET a 1", "DISCARD"));
    }
  }

  @Test
  void goesOnAfterAMalformedDiscardAndThenAborts() {
    try (TestSession session = TestSession.of(REDIS)) {
      session.client(commands("MULTI", "DISCARD x", "SET a 1", "EXEC"));
      assertThat(session.toBackend())
          .isEqualTo(commands("MULTI", "DISCARD x", "SET a 1", "DISCARD"));
    }
  }

  @Test
  void hasChosenNoDatabaseIfExecFails() {
    try (TestSession session = TestSession.of(REDIS).failing(Failure.ERROR, "EXEC"::equals)) {
      session.client(commands("MULTI", "SELECT 3", "EXEC", "GET a"));
      assertThat(session.attribute("redis.db")).hasValue(0L);
    }
  }

  @Test
  void countsOnlyFailuresOfItsOwn() {
    try (TestSession session = TestSession.of(REDIS).failing(Failure.ERROR, "SET a"::equals)) {
      session.client(commands("MULTI", "SET a 1", "EXEC", "SET a 1"));
      session.client(commands("MULTI", "SET b 1", "EXEC", "MULTI", "RESET", "SET a 1"));
      session.client(commands("MULTI", "EXEC"));
      assertThat(session.toBackend())
          .isEqualTo(
              commands(
                  "MULTI", "DISCARD", "MULTI", "SET b 1", "EXEC", "MULTI", "RESET", "MULTI",
                  "EXEC"));
    }
  }

  /** The reply to an aborted transaction is not taken for the reply to a replica's next request. */
  @Test
  void anAbortLeavesAReplicasRequestBehindItUnanswered() {
    try (TestSession session = TestSession.of(REDIS).failing(Failure.ERROR, "SET a"::equals)) {
      session.client(commands("MULTI", "SET a 1", "EXEC", "PSYNC ? -1")).backend(OK + OK);
      session.client(command("GET a"));
      assertThat(session.toClient()).isEqualTo(OK + INJECTED + ABORTED);
      assertThat(session.waiting(Direction.UPSTREAM)).isEqualTo(command("GET a"));

      session.backend("-NOMASTERLINK no\r\n");
      assertThat(session.waiting(Direction.UPSTREAM)).isEmpty();
    }
  }

  @Test
  void goesOnWhenARequestBeforeItFailsLater() {
    try (TestSession session =
        TestSession.of(REDIS).failingAtReply(Failure.ERROR, "SET a"::equals)) {
      session.client(commands("SET a 1", "MULTI", "SET b 1")).backend(OK + OK + QUEUED);
      session.client(command("EXEC"));

      assertThat(session.toClient()).isEqualTo(INJECTED + OK + QUEUED);
      assertThat(session.toBackend()).isEqualTo(commands("SET a 1", "MULTI", "SET b 1", "EXEC"));
    }
  }

  @Test
  void isNotReplacedWhenExecIsMalformed() {
    try (TestSession session = TestSession.of(REDIS).failing(Failure.ERROR, "SET a"::equals)) {
      session.client(commands("MULTI", "SET a 1", "EXEC x", "SET b 1"));
      assertThat(session.toBackend()).isEqualTo(commands("MULTI", "EXEC x", "SET b 1"));
    }
  }

  @Test
  void abortsWhenAnInlineExecEndsIt() {
    try (TestSession session = TestSession.of(REDIS).failing(Failure.ERROR, "SET a"::equals)) {
      session.client("MULTI\r\nSET a 1\r\nEXEC\r\n");
      assertThat(session.toBackend()).isEqualTo("MULTI\r\n" + command("DISCARD"));
    }
  }

  @Test
  void execWaitsUntilItIsSettledWhatBecomesOfWhatIsBeforeIt() {
    try (TestSession session = TestSession.of(REDIS)) {
      session.client(command("MULTI")).settled(false);
      session.client(commands("SET a 1", "EXEC"));
      assertThat(session.waiting(Direction.UPSTREAM)).isEqualTo(command("EXEC"));

      session.settled(true);
      assertThat(session.seen()).endsWith("> EXEC", ">| 14");
    }
  }
}
