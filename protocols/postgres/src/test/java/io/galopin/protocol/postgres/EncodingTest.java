package io.galopin.protocol.postgres;

import static io.galopin.protocol.postgres.Messages.PARSED;
import static io.galopin.protocol.postgres.Messages.STARTUP;
import static io.galopin.protocol.postgres.Messages.SYNC;
import static io.galopin.protocol.postgres.Messages.bind;
import static io.galopin.protocol.postgres.Messages.complete;
import static io.galopin.protocol.postgres.Messages.execute;
import static io.galopin.protocol.postgres.Messages.int32;
import static io.galopin.protocol.postgres.Messages.message;
import static io.galopin.protocol.postgres.Messages.parameter;
import static io.galopin.protocol.postgres.Messages.ready;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Failure;
import io.galopin.api.Options;
import io.galopin.testkit.TestSession;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements are read as the client writes them: client_encoding. */
class EncodingTest {

  private static final PostgresProtocolFactory POSTGRES = new PostgresProtocolFactory();

  private final TestSession session = TestSession.of(POSTGRES);

  @AfterEach
  void end() {
    session.close();
  }

  private TestSession started(String encoding) {
    return started(session, parameter("client_encoding", encoding));
  }

  private static TestSession started(TestSession session, String parameters) {
    return session.client(STARTUP).backend(message('R', int32(0)) + parameters + ready('I'));
  }

  private Object of(String name) {
    return session.attribute("postgres." + name).orElse("none");
  }

  private static String in(String charset, String text) {
    return new String(text.getBytes(Charset.forName(charset)), ISO_8859_1);
  }

  /** A query of bytes. */
  private static String query(String bytes) {
    return message('Q', bytes + "\0");
  }

  @ParameterizedTest
  @CsvSource({
    "UTF8,     UTF-8,        b\u00fccher",
    "LATIN1,   ISO-8859-1,   b\u00fccher",
    "WIN1252,  windows-1252, b\u00fccher",
    "WIN1251,  windows-1251, \u043a\u043d\u0438\u0433\u0438",
    "KOI8R,    KOI8-R,       \u043a\u043d\u0438\u0433\u0438",
    "EUC_JP,   EUC-JP,       \u8868",
    "SJIS,     windows-31j,  \u8868",
    "BIG5,     x-windows-950, \u529f",
    "GBK,      GBK,          \u8868",
    "GB18030,  GB18030,      \u8868",
    "UHC,      x-windows-949, \ud45c",
  })
  void namesTablesAsTheServerDoes(String encoding, String charset, String name) {
    started(encoding).client(query(in(charset, "SELECT 1 FROM \"" + name + "\" JOIN " + name)));

    assertThat(of("statement")).isEqualTo(List.of("SELECT"));
    assertThat(of("table")).isEqualTo(List.of(name));
  }

  /** In some encodings, a character ends with the byte of a backslash. */
  @Test
  void takesNoPartOfACharacterForABackslash() {
    String settings =
        parameter("client_encoding", "SJIS") + parameter("standard_conforming_strings", "off");
    started(session, settings).client(query(in("windows-31j", "SELECT '\u8868' FROM a; COMMIT")));

    assertThat(of("statement")).isEqualTo(List.of("SELECT", "COMMIT"));
  }

  @ParameterizedTest
  @CsvSource({"UTF8, \u00fc", "MULE_INTERNAL, \u0081\u00e4", "EUC_JP, \u00fc"})
  void isNotCertainOfOtherBytes(String encoding, String bytes) {
    started(encoding).client(query("SELECT 1 FROM b" + bytes + "cher"));

    assertThat(of("statement")).isEqualTo(List.of("OTHER"));
    assertThat(of("table")).isEqualTo(List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"SQL_ASCII", "MULE_INTERNAL", "JOHAB", "UTF8"})
  void readsAsciiInAllEncodings(String encoding) {
    started(encoding).client(query("SELECT 1 FROM a"));

    assertThat(of("table")).isEqualTo(List.of("a"));
  }

  @Test
  void readsWhatIsCutOffWithinACharacter() {
    for (int spaces = 0; spaces < 3; spaces++) {
      try (TestSession cutOff = TestSession.of(POSTGRES, Map.of("max-head", "1024"))) {
        String text = "SELECT 1 FROM a " + " ".repeat(spaces) + "-- " + "\u8868".repeat(1000);
        started(cutOff, "").client(query(in("UTF-8", text)));
        assertThat(cutOff.attribute("postgres.table")).hasValue(List.of("a"));
      }
    }
  }

  @Test
  void waitsForAnotherEncoding() {
    started("UTF8")
        .client(query("SET client_encoding = 'LATIN1'") + query("SELECT 1 FROM b\u00fccher"));
    assertThat(of("statement")).isEqualTo(List.of("SET"));

    session.backend(complete("SET") + parameter("client_encoding", "LATIN1") + ready('I'));

    assertThat(of("table")).isEqualTo(List.of("b\u00fccher"));
    assertThat(session.toBackend()).endsWith(query("SELECT 1 FROM b\u00fccher"));
  }

  @Test
  void doesNotWaitForWhatIsReadInOneWayOnly() {
    started("UTF8").client(query("SET client_encoding = 'LATIN1'") + query("SELECT 1 FROM a"));

    assertThat(of("table")).isEqualTo(List.of("a"));
  }

  @Test
  void doesNotWaitForWhatFails() {
    started("UTF8")
        .failing(Failure.ERROR, label -> label.equals("SET"))
        .client(query("SET client_encoding = 'LATIN1'") + query(in("UTF-8", "TABLE b\u00fccher")));

    assertThat(of("table")).isEqualTo(List.of("b\u00fccher"));
  }

  /** Names are compared byte by byte, as far as a server does that. */
  @Test
  void tellsPreparedStatementsApart() {
    String most = "s".repeat(63);
    started("LATIN1")
        .client(message('P', "\u00e8\0DELETE FROM a\0\0\0") + SYNC)
        .client(message('P', "\u00e9\0DELETE FROM b\0\0\0") + SYNC)
        .client(message('P', most + "x\0DELETE FROM c\0\0\0") + SYNC)
        .backend(PARSED + ready('I') + PARSED + ready('I') + PARSED + ready('I'))
        .client(bind("", "\u00e8") + execute("") + SYNC);
    assertThat(of("table")).isEqualTo(List.of("a"));
    session.client(bind("", most + "y") + execute("") + SYNC);
    assertThat(of("table")).isEqualTo(List.of("c"));
  }

  @Test
  void saysErrorsAsTheClientReadsThem() {
    started("LATIN1").client(query("SELECT 1"));
    Options options = Options.of(POSTGRES.failureOptions(), Map.of("message", "zur\u00fcck"));

    assertThat(session.rendered(new Failure("error", options))).contains("Mzur\u00fcck\0");
  }

  @Test
  void repeatsBeginAsItWasWritten() {
    started("LATIN1")
        .failing(Failure.ERROR, label -> true)
        .client(query("BEGIN /* \u00fc */; SELECT 1"));

    assertThat(session.toBackend()).contains("BEGIN /* \u00fc */; ROLLBACK TO SAVEPOINT ");
  }
}
