package com.example.beanstalkd;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Failure;
import io.galopin.api.Options;
import io.galopin.testkit.Dialogue;
import io.galopin.testkit.ProtocolContract;
import io.galopin.testkit.TestSession;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeanstalkdTest {

  private static final Dialogue PRODUCER =
      Dialogue.start()
          .client("use mails\r\n")
          .backend("USING mails\r\n")
          .client("put 0 0 60 5\r\nhe\r\no\r\n")
          .backend("INSERTED 1\r\n")
          .client("put 0 0 60 0\r\n\r\nquit\r\n")
          .backend("INSERTED 2\r\n");

  private static final Dialogue WORKER =
      Dialogue.start()
          .client("reserve\r\ndelete 1\r\n")
          .backend("RESERVED 1 5\r\nhe\r\no\r\n")
          .backend("DELETED\r\n")
          .client("peek 9\r\n")
          .backend("NOT_FOUND\r\n")
          .client("stats\r\n")
          .backend("OK 9\r\n---\na: 1\n\r\n");

  private final TestSession session = TestSession.of(new Beanstalkd());

  @AfterEach
  void closeSession() {
    session.close();
  }

  @Test
  void keepsToTheContract() {
    ProtocolContract.check(new Beanstalkd(), PRODUCER, WORKER);
  }

  @Test
  void seesCommandsWithTheirJobs() {
    assertThat(session.play(PRODUCER).seen())
        .containsExactly(
            "> use",
            ">| 11",
            "< USING",
            "<| 13",
            "> put",
            ">| 21",
            "< INSERTED",
            "<| 12",
            "> put",
            ">| 16",
            "> quit, no reply",
            ">| 6",
            "< INSERTED",
            "<| 12");
  }

  @Test
  void tellsAJobFromWhatFramesIt() {
    try (TestSession payload = TestSession.ofPayload(new Beanstalkd(), Map.of())) {
      assertThat(payload.play(WORKER).seen())
          .contains("<| 21, payload 5", "<| 9, payload 0", "<| 17, payload 9");
    }
  }

  @Test
  void tellsCommandsAndRepliesApart() {
    session.client("reserve\r\n").backend("TIMED_OUT\r\n");

    assertThat(session.attribute("beanstalkd.command")).hasValue("reserve");
    assertThat(session.attribute("beanstalkd.reply")).hasValue("TIMED_OUT");
  }

  @Test
  void rendersFailures() {
    session.client("put 0 0 60 1\r\na\r\n");

    assertThat(session.rendered(Failure.ERROR)).isEqualTo("INTERNAL_ERROR\r\n");
    assertThat(session.rendered(new Failure("draining", Options.defaults(List.of()))))
        .isEqualTo("DRAINING\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reserve\n",
        "put 0 0 60\r\n",
        "put 0 0 60 -1\r\n",
        "put 0 0 60 5 5\r\n",
        "put 0 0 60 9999999999\r\n"
      })
  void refusesCommandsWhoseEndIsUncertain(String command) {
    assertThat(session.client(command).refused()).isPresent();
    assertThat(session.toBackend()).isEmpty();
  }

  @Test
  void refusesALineThatIsTooLong() {
    assertThat(session.client("use " + "a".repeat(219) + "\r\n").refused())
        .hasValue("a line of more than 224 bytes");
  }

  @Test
  void takesTheLongestLine() {
    assertThat(session.client("use " + "a".repeat(218) + "\r\n").seen()).contains(">| 224");
  }

  @Test
  void refusesAReplyThatNobodyAskedFor() {
    assertThat(session.backend("DELETED\r\n").refused()).hasValue("a reply to no command");
  }
}
