package io.galopin.protocol.redis;

import static io.galopin.protocol.redis.Resp.command;
import static io.galopin.protocol.redis.Resp.commands;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Cut;
import org.junit.jupiter.api.Test;

/** What becomes of a transaction of which the proxy fails a command. */
class TransactionsTest {

  private static final String OK = "+OK\r\n";
  private static final String QUEUED = "+QUEUED\r\n";
  private static final String INJECTED = "-ERR injected by Galopin, on purpose\r\n";
  private static final String ABORTED =
      "-EXECABORT Transaction discarded because of previous errors.\r\n";

  @Test
  void isDiscardedIfACommandFails() {
    try (Conversation conversation = new Conversation().failing("SET a"::equals)) {
      conversation.client(commands("MULTI", "SET a 1", "SET b 1", "EXEC", "GET b"));
      assertThat(conversation.toBackend)
          .hasToString(commands("MULTI", "SET b 1", "DISCARD", "GET b"));

      conversation.backend(OK + QUEUED + OK + "$-1\r\n");
      assertThat(conversation.toClient).hasToString(OK + INJECTED + QUEUED + ABORTED + "$-1\r\n");
      assertThat(conversation.seen).contains("< EXECABORT");
    }
  }

  @Test
  void abortsTooWhenTheReplyToACommandFails() {
    try (Conversation conversation = new Conversation().failingAtReply("SET a"::equals)) {
      conversation.client(commands("MULTI", "SET a 1")).backend(OK + QUEUED);
      conversation.client(command("EXEC")).backend(OK);

      assertThat(conversation.toBackend).hasToString(commands("MULTI", "SET a 1", "DISCARD"));
      assertThat(conversation.toClient).hasToString(OK + INJECTED + ABORTED);
    }
  }

  @Test
  void leavesWhatTheServerSaysToADiscardThatItRefuses() {
    String refusal = "-NOAUTH Authentication required.\r\n";
    try (Conversation conversation = new Conversation().failing("SET a"::equals)) {
      conversation.client(commands("MULTI", "SET a 1", "EXEC")).backend(OK + refusal);
      assertThat(conversation.toClient).hasToString(OK + INJECTED + refusal);
    }
  }

  @Test
  void isNoTransactionIfMultiFails() {
    try (Conversation conversation = new Conversation().failing("MULTI"::equals)) {
      conversation.client(commands("MULTI", "SET a 1", "EXEC"));
      assertThat(conversation.toBackend).hasToString(commands("SET a 1", "EXEC"));
    }
  }

  @Test
  void isNoTransactionIfTheServerRefusesMulti() {
    try (Conversation conversation = new Conversation().failing("SET a"::equals)) {
      conversation.client(command("MULTI")).backend("-NOAUTH x\r\n");
      conversation.client(commands("SET a 1", "EXEC"));
      assertThat(conversation.toBackend).hasToString(commands("MULTI", "EXEC"));
    }
  }

  @Test
  void isDiscardedAtTheBackendIfExecFails() {
    try (Conversation conversation = new Conversation().failing("EXEC"::equals)) {
      conversation.client(commands("MULTI", "SET a 1", "EXEC", "GET a"));
      conversation.backend(OK + QUEUED + OK + "$-1\r\n");

      assertThat(conversation.toBackend)
          .hasToString(commands("MULTI", "SET a 1", "DISCARD", "GET a"));
      assertThat(conversation.toClient)
          .hasToString(
              OK
                  + QUEUED
                  + "-EXECABORT Transaction discarded because of:"
                  + " ERR injected by Galopin, on purpose\r\n"
                  + "$-1\r\n");
    }
  }

  @Test
  void execWithoutATransactionFailsAsAnyCommand() {
    try (Conversation conversation = new Conversation().failing("EXEC"::equals)) {
      conversation.client(command("EXEC"));
      assertThat(conversation.toBackend).hasToString("");
      assertThat(conversation.toClient).hasToString(INJECTED);
    }
  }

  @Test
  void goesOnAfterAFailedDiscardAndThenAborts() {
    try (Conversation conversation = new Conversation().failing("DISCARD"::equals)) {
      conversation.client(commands("MULTI", "SET a 1", "DISCARD", "EXEC"));
      assertThat(conversation.toBackend).hasToString(commands("MULTI", "SET a 1", "DISCARD"));
    }
  }

  @Test
  void countsOnlyFailuresOfItsOwn() {
    try (Conversation conversation = new Conversation().failing("SET a"::equals)) {
      conversation.client(commands("MULTI", "SET a 1", "EXEC", "SET a 1"));
      conversation.client(commands("MULTI", "SET b 1", "EXEC", "MULTI", "RESET", "SET a 1"));
      conversation.client(commands("MULTI", "EXEC"));
      assertThat(conversation.toBackend)
          .hasToString(
              commands(
                  "MULTI", "DISCARD", "MULTI", "SET b 1", "EXEC", "MULTI", "RESET", "MULTI",
                  "EXEC"));
    }
  }

  @Test
  void isNotReplacedWhenExecIsMalformed() {
    try (Conversation conversation = new Conversation().failing("SET a"::equals)) {
      conversation.client(commands("MULTI", "SET a 1", "EXEC x", "SET b 1"));
      assertThat(conversation.toBackend).hasToString(commands("MULTI", "EXEC x", "SET b 1"));
    }
  }

  @Test
  void abortsWhenAnInlineExecEndsIt() {
    try (Conversation conversation = new Conversation().failing("SET a"::equals)) {
      conversation.client("MULTI\r\nSET a 1\r\nEXEC\r\n");
      assertThat(conversation.toBackend).hasToString("MULTI\r\n" + command("DISCARD"));
    }
  }

  @Test
  void execWaitsUntilItIsSettledWhatBecomesOfWhatIsBeforeIt() {
    try (Conversation conversation = new Conversation()) {
      conversation.client(commands("MULTI", "SET a 1"));
      conversation.settled = false;
      conversation.client(command("EXEC"));
      assertThat(conversation.lastRequestAnswer).isEqualTo(Cut.Kind.AWAIT);

      conversation.settle();
      assertThat(conversation.requests()).endsWith("> EXEC");
    }
  }
}
