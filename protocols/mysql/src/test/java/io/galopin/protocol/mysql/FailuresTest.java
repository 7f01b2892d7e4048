package io.galopin.protocol.mysql;

import static io.galopin.protocol.mysql.Wired.MARIADB;
import static io.galopin.protocol.mysql.Wired.command;
import static io.galopin.protocol.mysql.Wired.error;
import static io.galopin.protocol.mysql.Wired.greeting;
import static io.galopin.protocol.mysql.Wired.login;
import static io.galopin.protocol.mysql.Wired.number;
import static io.galopin.protocol.mysql.Wired.ok;
import static io.galopin.protocol.mysql.Wired.packet;
import static io.galopin.protocol.mysql.Wired.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Failure;
import io.galopin.api.Noticing;
import io.galopin.api.Options;
import io.galopin.api.Rendering;
import io.galopin.testkit.TestConnection;
import io.galopin.testkit.TestSession;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients and backends get if a request fails. */
class FailuresTest {

  private static final MysqlProtocolFactory MYSQL = new MysqlProtocolFactory();
  private static final long OLD = 0x000F_A20D;
  private static final String BEFORE = greeting(OLD) + ok(2);
  private static final int IN_TRANSACTION = 3;
  private static final String ROLLBACK = "ROLLBACK AND NO CHAIN NO RELEASE";
  private static final String COMMIT = "COMMIT AND NO CHAIN NO RELEASE";

  private static Failure failure(String name) {
    return new Failure(name, Options.of(MYSQL.failureOptions(), Map.of("message", "x")));
  }

  private static TestSession loggedIn(long capabilities) {
    return TestSession.of(MYSQL)
        .backend(greeting(capabilities))
        .client(login(capabilities))
        .backend(ok(2));
  }

  private static String told(int sequence, int code, String state) {
    return packet(sequence, "\u00ff" + number(code, 2) + "#" + state + "x");
  }

  private static String toBackend(TestSession session, long capabilities) {
    return session.toBackend().substring(login(capabilities).length());
  }

  @ParameterizedTest
  @EnumSource
  void haveTheWordsOfServers(MysqlFailure failure) {
    String name = failure.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    Options none = Options.of(MYSQL.failureOptions(), Map.of());
    try (TestSession session = loggedIn(OLD).client(query("SELECT 1"))) {
      assertThat(session.rendered(new Failure(name, none)))
          .isEqualTo(
              packet(
                  1,
                  "\u00ff"
                      + number(failure.code(none), 2)
                      + "#"
                      + failure.sqlstate(none)
                      + failure.message(none)));
    }
  }

  @Test
  void ofAStatementKeepItFromTheBackend() {
    try (TestSession session = loggedIn(OLD)) {
      session.failing(failure("lock-wait-timeout"), "UPDATE t"::equals);
      session.client(query("SELECT 1") + query("UPDATE t SET a = 1") + query("SELECT 2"));
      session.backend(ok(1) + ok(1));
      assertThat(toBackend(session, OLD)).isEqualTo(query("SELECT 1") + query("SELECT 2"));
      assertThat(session.toClient()).isEqualTo(BEFORE + ok(1) + told(1, 1205, "HY000") + ok(1));
    }
  }

  @Test
  void withADeadlockTheBackendRollsBack() {
    try (TestSession session = loggedIn(OLD)) {
      session.failing(failure("deadlock"), "UPDATE t"::equals);
      session.client(query("BEGIN")).backend(ok(1, 0, IN_TRANSACTION));
      session.client(query("UPDATE t SET a = 1")).backend(ok(1));
      session.client(query("SELECT 1"));
      assertThat(session.attribute("mysql.in-transaction")).hasValue(false);
      session.backend(ok(1));
      assertThat(toBackend(session, OLD))
          .isEqualTo(query("BEGIN") + query(ROLLBACK) + query("SELECT 1"));
      assertThat(session.toClient())
          .isEqualTo(BEFORE + ok(1, 0, IN_TRANSACTION) + told(1, 1213, "40001") + ok(1));
    }
  }

  @Test
  void ofCommitRollBack() {
    try (TestSession session = loggedIn(OLD)) {
      session.failing(failure("read-only"), "COMMIT"::equals);
      session.client(query("COMMIT")).backend(ok(1));
      assertThat(toBackend(session, OLD)).isEqualTo(query(ROLLBACK));
      assertThat(session.toClient()).isEqualTo(BEFORE + told(1, 1290, "HY000"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "lock-wait-timeout, ALTER TABLE t ADD a INT",
    "deadlock, DROP TABLE t",
    "error, /* x */ create or replace table t (temporary INT)",
    "read-only-transaction, TRUNCATE t",
    "table-full, CREATE INDEX i ON t (a)",
    "query-interrupted, RENAME TABLE t TO u",
    "error, GRANT SELECT ON t TO ann",
    "error, BEGIN",
    "error, START TRANSACTION",
    "error, LOCK TABLES t READ",
    "error, CHECK TABLE t",
    "error, FLUSH TABLES t",
    "error, OPTIMIZE TABLE t",
    "error, REPAIR TABLE t"
  })
  void ofWhatCommitsByItselfCommit(String name, String sql) {
    try (TestSession session = loggedIn(OLD)) {
      session.failing(failure(name), label -> !label.startsWith("SELECT"));
      session.client(query(sql)).backend(ok(1)).client(query("SELECT 1")).backend(ok(1));
      assertThat(toBackend(session, OLD)).isEqualTo(query(COMMIT) + query("SELECT 1"));
      assertThat(session.toClient()).startsWith(BEFORE + packetOfError()).endsWith(ok(1));
    }
  }

  private static String packetOfError() {
    return number(10, 3) + "\1\u00ff";
  }

  @ParameterizedTest
  @CsvSource({
    "read-only, ALTER TABLE t ADD a INT",
    "error, CREATE TEMPORARY TABLE t (a INT)",
    "error, CREATE OR REPLACE TEMPORARY TABLE t (a INT)",
    "error, DROP TEMPORARY TABLE t",
    "error, INSERT INTO t VALUES (1)",
    "error, ANALYZE UPDATE t SET a = 1",
    "error, BEGIN NOT ATOMIC DELETE FROM t; END",
    "error, DROP PREPARE p"
  })
  void ofOthersLeaveTheTransactionOpen(String name, String sql) {
    try (TestSession session = loggedIn(OLD)) {
      session.failing(failure(name), label -> true);
      session.client(query(sql));
      assertThat(toBackend(session, OLD)).isEmpty();
    }
  }

  @Test
  void ofExecutionsForgetLongData() {
    String data = command(Command.STMT_SEND_LONG_DATA, number(4, 4) + "\0\0blob");
    String execute = command(Command.STMT_EXECUTE, number(4, 4) + "\0" + number(1, 4));
    try (TestSession session = loggedIn(OLD)) {
      session.failing(failure("deadlock"), "OTHER (prepared)"::equals);
      session.client(data + execute).backend(ok(1)).backend(ok(1));
      assertThat(toBackend(session, OLD))
          .isEqualTo(data + command(Command.STMT_RESET, number(4, 4)) + query(ROLLBACK));
      assertThat(session.toClient()).isEqualTo(BEFORE + told(1, 1213, "40001"));
    }
  }

  @Test
  void ofPreparationsLeaveNoStatementThatIsTheNewest() {
    String prepare = command(Command.STMT_PREPARE, "SELECT 1");
    String execute = command(Command.STMT_EXECUTE, number(-1, 4) + "\0" + number(1, 4));
    try (TestSession session = loggedIn(MARIADB)) {
      session.failing(failure("error"), "PREPARE SELECT"::equals);
      session.client(prepare + execute);
      session.backend(error(1, 1065, "empty")).backend(error(1, 1243, "unknown"));
      assertThat(toBackend(session, MARIADB))
          .isEqualTo(command(Command.STMT_PREPARE, "") + execute);
      assertThat(session.toClient())
          .isEqualTo(
              greeting(MARIADB) + ok(2) + told(1, 1105, "HY000") + error(1, 1243, "unknown"));
    }
  }

  /** A server forgets the session before it looks at what the client wants. */
  @ParameterizedTest
  @ValueSource(strings = {"error", "deadlock"})
  void ofAChangeOfUserResetTheSession(String name) {
    String prepare = command(Command.STMT_PREPARE, "COMMIT");
    String execute = command(Command.STMT_EXECUTE, number(1, 4) + "\0" + number(1, 4));
    String change = command(Command.CHANGE_USER, "bob\0\0bank\0");
    try (TestSession session = loggedIn(OLD)) {
      session.failing(failure(name), "CHANGE_USER"::equals);
      session.client(prepare).backend(packet(1, "\0" + number(1, 4) + "\0".repeat(7)));
      session.client(query("BEGIN")).backend(ok(1, 0, IN_TRANSACTION));
      session.client(change).backend(ok(1)).client(execute);
      assertThat(toBackend(session, OLD))
          .isEqualTo(prepare + query("BEGIN") + command(Command.RESET_CONNECTION, "") + execute);
      assertThat(session.toClient())
          .contains("#" + (name.equals("error") ? "HY000" : "40001") + "x");
      assertThat(session.attribute("mysql.in-transaction")).hasValue(false);
      assertThat(session.attribute("mysql.user")).hasValue("ann");
      assertThat(session.attribute("mysql.statement")).hasValue(List.of("OTHER"));
    }
  }

  @Test
  void ofTheOpeningStandInPlaceOfTheGreeting() {
    try (TestSession session =
        TestSession.failingOpening(MYSQL, Map.of(), failure("too-many-connections"))) {
      assertThat(session.toClient()).isEqualTo(packet(0, "\u00ff\u0010\u0004x"));
    }
  }

  @Test
  void ofTheLoginComeAfterAGreeting() {
    try (TestSession session =
        TestSession.failingOpening(MYSQL, Map.of(), failure("access-denied"))) {
      assertThat(session.toClient()).contains("8.0.0-galopin").endsWith(told(2, 1045, "28000"));
    }
  }

  /** The server has carried it out, and rolls back what is open when the connection ends. */
  @Test
  void atTheReplyADeadlockEndsTheConnection() {
    try (TestSession session = loggedIn(OLD)) {
      session.failingAtReply(failure("deadlock"), "UPDATE t"::equals);
      session.client(query("BEGIN")).backend(ok(1, 0, IN_TRANSACTION));
      session.client(query("UPDATE t SET a = 1")).backend(ok(1, 0, IN_TRANSACTION));
      assertThat(session.toClient()).endsWith(told(1, 1213, "40001"));
      session.client(query("SELECT 1"));
      assertThat(toBackend(session, OLD)).isEqualTo(query("BEGIN") + query("UPDATE t SET a = 1"));
    }
  }

  @Test
  void atTheReplyHaveItsNumber() {
    try (TestSession session = loggedIn(OLD)) {
      session.failingAtReply(failure("error"), "LOAD t"::equals);
      session.client(query("LOAD DATA LOCAL INFILE 'x' INTO TABLE t"));
      session.backend(packet(1, "\u00fbx")).client(packet(2, "1\n") + packet(3, ""));
      session.backend(ok(4));
      assertThat(session.toClient()).endsWith(packet(1, "\u00fbx") + told(4, 1105, "HY000"));
    }
  }

  private static boolean saidUnasked(TestSession session) {
    Failure notice =
        new Failure("shutdown", Options.of(MYSQL.noticeOptions(), Map.<String, Object>of()));
    Rendering rendering =
        session
            .session(Noticing.class)
            .notice(notice, new TestConnection(1).exchange(1), UnpooledByteBufAllocator.DEFAULT);
    ReferenceCountUtil.release(rendering == null ? null : rendering.bytes());
    return rendering != null;
  }

  @Test
  void areNotSaidUnaskedWhenTheServerReplicates() {
    try (TestSession session = loggedIn(OLD)) {
      assertThat(saidUnasked(session)).isTrue();
      session.client(command(Command.BINLOG_DUMP, "y"));
      assertThat(saidUnasked(session)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"0, true", "32, false"})
  void areNotSaidUnaskedWhenAllIsCompressed(long compress, boolean said) {
    try (TestSession session = TestSession.of(MYSQL, Map.of("compression", "pass"))) {
      session.backend(greeting(OLD | Capabilities.COMPRESS));
      session.client(login(OLD | compress)).backend(ok(2));
      assertThat(saidUnasked(session)).isEqualTo(said);
    }
  }
}
