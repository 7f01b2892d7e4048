package io.galopin.protocol.redis;

import static io.galopin.protocol.redis.Resp.bulk;
import static io.galopin.protocol.redis.Resp.command;
import static io.galopin.protocol.redis.Resp.commands;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Failure;
import io.galopin.api.Noticing;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.api.Rendering;
import io.galopin.testkit.TestConnection;
import io.galopin.testkit.TestSession;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.CharsetUtil;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is told of maintenance, and in which words. */
class MaintenanceTest {

  private static final RedisProtocolFactory REDIS = new RedisProtocolFactory();

  private static final String RESP3 = "%1\r\n" + bulk("proto") + ":3\r\n";
  private static final String ON = command("client maint_notifications on");
  private static final String OK = "+OK\r\n";

  /** Returns a session that has agreed on RESP3. */
  private static TestSession session(boolean answers) {
    return TestSession.of(REDIS, Map.of("maint-notifications", answers))
        .client(command("HELLO 3"))
        .backend(RESP3);
  }

  /** Returns a notice as the client gets it; empty if it gets none. */
  private static String told(TestSession session, String name, Map<String, ?> options) {
    Failure notice = new Failure(name, Options.of(REDIS.noticeOptions(), options));
    Rendering rendering =
        session
            .session(Noticing.class)
            .notice(notice, new TestConnection(1).exchange(1), UnpooledByteBufAllocator.DEFAULT);
    if (rendering == null) {
      return "";
    }
    assertThat(rendering.end()).isEqualTo(Rendering.End.KEEP);
    try {
      return rendering.bytes().toString(CharsetUtil.UTF_8);
    } finally {
      rendering.bytes().release();
    }
  }

  private static boolean tells(TestSession session) {
    return !told(session, "migrated", Map.of()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "moving       | >4,$6,MOVING,:1,:15,_",
        "migrating    | >4,$9,MIGRATING,:1,:2,$5,[\"1\"]",
        "migrated     | >3,$8,MIGRATED,:1,$5,[\"1\"]",
        "failing-over | >4,$12,FAILING_OVER,:1,:2,$5,[\"1\"]",
        "failed-over  | >3,$11,FAILED_OVER,:1,$5,[\"1\"]"
      })
  void isToldInTheWordsOfServers(String notice, String lines) {
    try (TestSession session = session(true).client(ON)) {
      String push = lines.replace(",", "\r\n") + "\r\n";
      assertThat(told(session, notice, Map.of())).isEqualTo(push);
      assertThat(told(session, notice, Map.of())).isEqualTo(push.replaceFirst(":1\r", ":2\r"));
    }
  }

  @Test
  void isToldWhenAndWhere() {
    try (TestSession session = session(true).client(ON)) {
      assertThat(told(session, "moving", Map.of("within", 30, "to", "10.0.0.1:7001")))
          .isEqualTo(">4\r\n$6\r\nMOVING\r\n:1\r\n:30\r\n$13\r\n10.0.0.1:7001\r\n");
      assertThat(told(session, "migrating", Map.of("within", "1m")))
          .isEqualTo(">4\r\n$9\r\nMIGRATING\r\n:2\r\n:60\r\n$5\r\n[\"1\"]\r\n");
    }
    assertThatThrownBy(() -> MaintenancePush.WITHIN.parse("1500ms"))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("whole seconds");
  }

  @Test
  void theProxyAnswersInPlaceOfTheBackendBehindEarlierReplies() {
    String none = command("CLIENT MAINT_NOTIFICATIONS ON moving-endpoint-type none");
    try (TestSession session = session(true)) {
      session.client(command("GET a") + none + "client maint_notifications off\r\n");
      assertThat(session.toClient()).isEqualTo(RESP3);
      session.backend("_\r\n").client(command("GET b"));
      assertThat(session.toClient()).isEqualTo(RESP3 + "_\r\n" + OK + OK);
      assertThat(session.toBackend()).isEqualTo(commands("HELLO 3", "GET a", "GET b"));
      assertThat(tells(session)).isFalse();
    }
  }

  @Test
  void theProxyAnswersHoweverTheBytesCome() {
    try (TestSession session = session(true)) {
      for (int i = 0; i < ON.length(); i++) {
        session.client(ON.substring(i, i + 1));
      }
      assertThat(session.toClient()).isEqualTo(RESP3 + OK);
      assertThat(tells(session)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CLIENT MAINT_NOTIFICATIONS",
        "CLIENT MAINT_NOTIFICATIONS MAYBE",
        "CLIENT MAINT_NOTIFICATIONS ON moving-endpoint-type",
        "CLIENT SETNAME MAINT_NOTIFICATIONS"
      })
  void theBackendAnswersWhatIsNoQuestion(String command) {
    try (TestSession session = session(true).client(command(command))) {
      assertThat(session.toBackend()).endsWith(command(command));
      session.backend(OK);
      assertThat(tells(session)).isFalse();
    }
  }

  @Test
  void theBackendAnswersWithinATransactionAndToWhomItIsToBeSilent() {
    try (TestSession session = session(true).client(command("MULTI")).backend(OK)) {
      session.client(ON).backend("+QUEUED\r\n");
      assertThat(session.toBackend()).endsWith(ON);
      assertThat(tells(session)).isFalse();
    }
    try (TestSession session = session(true).client(command("CLIENT REPLY SKIP") + ON)) {
      assertThat(session.toBackend()).endsWith(ON);
      session.client(command("GET a")).backend("_\r\n");
      assertThat(session.toClient()).isEqualTo(RESP3 + "_\r\n");
    }
  }

  @Test
  void isNotToldWithoutAsking() {
    try (TestSession session = session(true)) {
      assertThat(tells(session)).isFalse();
    }
  }

  @Test
  void isNotToldInResp2() {
    try (TestSession session = TestSession.of(REDIS, Map.of("maint-notifications", true))) {
      assertThat(tells(session.client(ON))).isFalse();
      session.client(command("HELLO 3")).backend(RESP3);
      assertThat(tells(session)).isTrue();
      session.client(command("HELLO 2")).backend("*2\r\n" + bulk("proto") + ":2\r\n");
      assertThat(tells(session)).isFalse();
    }
  }

  @Test
  void isToldIfTheBackendAgrees() {
    try (TestSession session = session(false)) {
      assertThat(tells(session.client(ON))).isFalse();
      assertThat(session.toBackend()).endsWith(ON);
      assertThat(tells(session.backend(OK))).isTrue();
      session.client(command("CLIENT MAINT_NOTIFICATIONS OFF")).backend(OK);
      assertThat(tells(session)).isFalse();
    }
    try (TestSession session = session(false).client(ON).backend("-ERR Unknown subcommand\r\n")) {
      assertThat(tells(session)).isFalse();
    }
  }

  @Test
  void isForgottenAfterReset() {
    try (TestSession session = session(true).client(ON).client(command("RESET"))) {
      session.backend("+RESET\r\n").client(command("HELLO 3")).backend(RESP3);
      assertThat(tells(session)).isFalse();
    }
  }

  @Test
  void isAnEditThatIsShown() {
    assertThat(REDIS.create(Options.of(REDIS.options(), Map.of("maint-notifications", true))))
        .satisfies(protocol -> assertThat(protocol.edits()).hasSize(1));
    assertThat(REDIS.create(Options.defaults(REDIS.options())).edits()).isEmpty();
  }
}
