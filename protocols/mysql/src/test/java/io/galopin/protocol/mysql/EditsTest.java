package io.galopin.protocol.mysql;

import static io.galopin.protocol.mysql.Wired.MARIADB;
import static io.galopin.protocol.mysql.Wired.MYSQL;
import static io.galopin.protocol.mysql.Wired.column;
import static io.galopin.protocol.mysql.Wired.command;
import static io.galopin.protocol.mysql.Wired.greeting;
import static io.galopin.protocol.mysql.Wired.login;
import static io.galopin.protocol.mysql.Wired.number;
import static io.galopin.protocol.mysql.Wired.ok;
import static io.galopin.protocol.mysql.Wired.packet;
import static io.galopin.protocol.mysql.Wired.query;
import static io.galopin.protocol.mysql.Wired.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Options;
import io.galopin.testkit.TestSession;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is changed whatever the rules say. */
class EditsTest {

  private static final MysqlProtocolFactory FACTORY = new MysqlProtocolFactory();
  private static final int CHANGED = 0x4002;

  private static String okWith(int sequence, int status, String changes) {
    return packet(sequence, "\0\0\0" + number(status, 2) + "\0\0" + changes);
  }

  private static String variable(String name, String value) {
    return "\0" + text(text(name) + text(value));
  }

  @Test
  void theGreetingOffersNoCompression() {
    long compressing = MARIADB | Capabilities.ANY_COMPRESSION | Capabilities.TLS;
    try (TestSession session = TestSession.of(FACTORY).backend(greeting(compressing))) {
      assertThat(session.toClient()).isEqualTo(greeting(MARIADB | Capabilities.TLS));
    }
  }

  @Test
  void theGreetingOffersWhatTheUserWants() {
    long all = MYSQL | Capabilities.ANY_COMPRESSION | Capabilities.TLS;
    Map<String, String> options = Map.of("compression", "pass", "tls", "refuse");
    try (TestSession session = TestSession.of(FACTORY, options).backend(greeting(all))) {
      assertThat(session.toClient()).isEqualTo(greeting(MYSQL | Capabilities.ANY_COMPRESSION));
    }
  }

  @Test
  void aClientThatCompressesAnywayIsRefused() {
    long compressing = MYSQL | Capabilities.COMPRESS;
    try (TestSession session =
        TestSession.of(FACTORY).backend(greeting(compressing)).client(login(compressing))) {
      assertThat(session.refused()).hasValueSatisfying(r -> assertThat(r).contains("compression"));
    }
  }

  @Test
  void compressedExchangesAreTurns() {
    long compressing = MYSQL | Capabilities.COMPRESS;
    try (TestSession session = TestSession.of(FACTORY, Map.of("compression", "pass"))) {
      session.backend(greeting(compressing)).client(login(compressing)).backend(ok(2));
      session.client("\1\0\0\0\0\0\0\3").backend("\1\0\0\0\0\0\0x");
      assertThat(session.seen()).endsWith("< OK", "<| 11", "> turn", "< turn");
    }
  }

  @Test
  void clientsAreNotSentElsewhere() {
    String other = variable("autocommit", "ON");
    String redirect = variable("redirect_url", "mysql://elsewhere:3306");
    try (TestSession session = TestSession.of(FACTORY)) {
      session.backend(greeting(MYSQL)).client(login(MYSQL));
      session.backend(okWith(2, CHANGED, text("") + text(other + redirect)));
      session.client(query("\0\1SET redirect_url = 'x'"));
      session.backend(okWith(1, CHANGED, text("info") + text(redirect)));
      assertThat(session.toClient())
          .isEqualTo(
              greeting(MYSQL)
                  + okWith(2, CHANGED, text("") + text(other))
                  + okWith(1, 2, text("info")));
    }
  }

  /** However the bytes come, and whether or not something is done with the rows. */
  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "100000, false", "100000, true"})
  void clientsAreNotSentElsewhereBehindRows(int size, boolean watched) {
    String other = variable("autocommit", "ON");
    String redirect = variable("redirect_url", "mysql://elsewhere:3306");
    String rows = packet(1, "\1") + column(2, "a") + packet(3, text("1"));
    String gone = text("") + text(other + redirect);
    String left = text("") + text(other);
    try (TestSession session =
        watched ? TestSession.ofPayload(FACTORY, Map.of()) : TestSession.of(FACTORY)) {
      session.backend(greeting(MYSQL)).client(login(MYSQL)).backend(ok(2));
      session.client(query("\0\1SELECT a; SET redirect_url = 'x'; SELECT a"));
      String before = session.toClient();
      String reply =
          rows
              + end(4, CHANGED | 8, gone)
              + okWith(5, CHANGED | 8, gone)
              + rows
              + end(4, CHANGED, gone);
      for (int at = 0; at < reply.length(); at += size) {
        session.backend(reply.substring(at, Math.min(reply.length(), at + size)));
      }
      assertThat(session.toClient())
          .isEqualTo(
              before
                  + rows
                  + end(4, CHANGED | 8, left)
                  + okWith(5, CHANGED | 8, left)
                  + rows
                  + end(4, CHANGED, left));
    }
  }

  @Test
  void clientsAreNotSentElsewhereWhereNoRowsAreLeft() {
    String redirect = variable("redirect_url", "mysql://elsewhere:3306");
    try (TestSession session = TestSession.of(FACTORY)) {
      session.backend(greeting(MYSQL)).client(login(MYSQL)).backend(ok(2));
      session.client(command(Command.STMT_FETCH, "\1\0\0\0\2\0\0\0"));
      session.backend(end(1, CHANGED, text("") + text(redirect)));
      assertThat(session.toClient()).isEqualTo(greeting(MYSQL) + ok(2) + end(1, 2, text("")));
    }
  }

  private static String end(int sequence, int status, String changes) {
    return packet(sequence, "\u00fe\0\0" + number(status, 2) + "\0\0" + changes);
  }

  @Test
  void areToldToUsers() {
    assertThat(FACTORY.create(Options.of(FACTORY.options(), Map.of("tls", "refuse"))).edits())
        .hasSize(3);
    assertThat(FACTORY.create(Options.of(FACTORY.options(), Map.of("compression", "pass"))).edits())
        .hasSize(1);
  }
}
