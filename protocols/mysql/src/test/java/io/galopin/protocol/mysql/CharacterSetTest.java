package io.galopin.protocol.mysql;

import static io.galopin.protocol.mysql.Wired.command;
import static io.galopin.protocol.mysql.Wired.error;
import static io.galopin.protocol.mysql.Wired.greeting;
import static io.galopin.protocol.mysql.Wired.login;
import static io.galopin.protocol.mysql.Wired.number;
import static io.galopin.protocol.mysql.Wired.ok;
import static io.galopin.protocol.mysql.Wired.packet;
import static io.galopin.protocol.mysql.Wired.query;
import static io.galopin.protocol.mysql.Wired.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.TestSession;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts are read as the server reads them, or not at all. */
class CharacterSetTest {

  private static final MysqlProtocolFactory MYSQL = new MysqlProtocolFactory();
  private static final long OLD = 0x000F_A20D;
  private static final long TRACKED = OLD | Capabilities.SESSION_TRACK;
  private static final int CHANGED = 0x4002;

  /** In GBK, a backslash is the second byte of the string's only character. */
  private static final String GBK = query("INSERT INTO a SELECT '\u00e4\\', b FROM c -- ' FROM d");

  private static @Nullable String read(String name, String bytes) {
    ByteBuf in = Unpooled.wrappedBuffer(bytes.getBytes(ISO_8859_1));
    return CharacterSet.named(name).read(in, 0, in.readableBytes());
  }

  private static @Nullable String read(String charset, byte[] bytes) {
    return read(charset, new String(bytes, ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "utf8",
        "utf8mb3",
        "utf8mb4",
        "binary",
        "latin1",
        "latin2",
        "latin5",
        "latin7",
        "greek",
        "hebrew",
        "cp850",
        "cp852",
        "cp866",
        "cp1250",
        "cp1251",
        "cp1256",
        "cp1257",
        "koi8r",
        "koi8u",
        "tis620",
        "macroman",
        "macce",
        "gbk",
        "gb2312",
        "gb18030",
        "big5",
        "sjis",
        "cp932",
        "ujis",
        "eucjpms",
        "euckr",
        "ascii",
        "geostd8",
        "nothing"
      })
  void everySetHasAscii(String name) {
    StringBuilder ascii = new StringBuilder();
    for (char each = 0; each < 0x80; each++) {
      ascii.append(each);
    }
    assertThat(read(name, ascii.toString())).isEqualTo(ascii.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "latin1, windows-1252, größe€",
    "UTF8MB4, UTF-8, größe€",
    "koi8r, KOI8-R, заказы",
    "gbk, GBK, 订单",
    "gb18030, GB18030, 订单ÿ",
    "big5, Big5, 訂單功",
    "sjis, Shift_JIS, 注文表",
    "ujis, EUC-JP, 注文",
    "euckr, EUC-KR, 주문"
  })
  void namesAreRead(String name, String charset, String table) {
    assertThat(read(name, table.getBytes(Charset.forName(charset)))).isEqualTo(table);
  }

  @ParameterizedTest
  @CsvSource({"8, latin1", "28, gbk", "33, utf8", "45, utf8mb4", "63, binary", "76, utf8"})
  @CsvSource({"83, utf8", "88, sjis", "95, cp932", "99, cp1250", "192, utf8", "224, utf8mb4"})
  @CsvSource({"248, gb18030", "255, utf8mb4", "1, big5", "10, swe7", "17, -", "0, ''", "100, ''"})
  void collationsHaveTheirSets(int number, String name) {
    assertThat(CharacterSet.nameOf(number)).isEqualTo(name);
  }

  @Test
  void whatIsNotCertainIsNotRead() {
    assertThat(read("gbk", "\u00e4\\ \u00810")).isNull();
    assertThat(read("nothing", "gr\u00f6\u00dfe")).isNull();
    assertThat(read("swe7", "SELECT 1")).isNull();
  }

  @Test
  void aCharacterMayBeCutOff() {
    assertThat(read("gbk", "a\u00e4\\\u00e4")).isEqualTo("a\u92c5");
    assertThat(read("gb18030", "a\u00810")).isEqualTo("a");
  }

  private static TestSession session(int collation, long capabilities) {
    String login = login(capabilities);
    String in = login.substring(0, 12) + (char) collation + login.substring(13);
    return TestSession.of(MYSQL).backend(greeting(capabilities)).client(in).backend(ok(2));
  }

  private static List<?> tables(TestSession session, String query) {
    session.client(query);
    Object tables = session.attribute("mysql.table").orElseThrow();
    session.backend(ok(1));
    return (List<?>) tables;
  }

  @Test
  void theLoginChoosesOne() {
    try (TestSession gbk = session(28, OLD);
        TestSession utf8 = session(33, OLD);
        TestSession unknown = session(17, OLD)) {
      assertThat(tables(gbk, GBK)).asString().isEqualTo("[a, c]");
      assertThat(tables(utf8, GBK)).asString().isEqualTo("[a, d]");
      assertThat(tables(unknown, GBK)).isEmpty();
      assertThat(unknown.attribute("mysql.statement")).hasValue(List.of("OTHER"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET NAMES gbk",
        "set names 'GBK' COLLATE gbk_bin",
        " SET CHARACTER SET gbk",
        "SET autocommit=1, NAMES gbk",
        "SET SESSION character_set_client = gbk",
        "SET @@character_set_client := `gbk`",
        "/* why */ SET NAMES gbk",
        "/*!40101 SET NAMES gbk */",
        "-- why\nSET CHARSET gbk"
      })
  void statementsChooseAnother(String sql) {
    try (TestSession session = session(33, OLD)) {
      session.client(query(sql)).backend(ok(1));
      assertThat(tables(session, GBK)).asString().isEqualTo("[a, c]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SET NAMES @x", "SET NAMES DEFAULT", "SET NAMES ?"})
  void whatAStatementChoosesMayBeUnknown(String sql) {
    try (TestSession session = session(33, OLD)) {
      session.client(query(sql)).backend(ok(1));
      assertThat(tables(session, GBK)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT 'SET NAMES gbk'", "SET @old_character_set_client = 'gbk'"})
  void othersChooseNone(String sql) {
    try (TestSession session = session(33, OLD)) {
      session.client(query(sql)).backend(ok(1));
      assertThat(tables(session, GBK)).asString().isEqualTo("[a, d]");
    }
  }

  @Test
  void theServerMayRefuseAnother() {
    try (TestSession session = session(33, OLD)) {
      session.client(query("SET NAMES gbk")).backend(error(1, 1115, "unknown"));
      session.client(query("USE other")).backend(error(1, 1049, "unknown"));
      assertThat(tables(session, GBK)).asString().isEqualTo("[a, d]");
      assertThat(session.attribute("mysql.database")).hasValue("shop");
    }
  }

  @Test
  void theServerMaySayWhich() {
    String change = "\0" + text(text("character_set_client") + text("gbk"));
    try (TestSession session = session(33, TRACKED)) {
      session.client(query("CALL p()"));
      session.backend(packet(1, "\0\0\0" + number(CHANGED, 2) + "\0\0\0" + text(change)));
      assertThat(tables(session, GBK)).asString().isEqualTo("[a, c]");
    }
  }

  @Test
  void aResetChoosesThatOfTheLoginAtMariaDb() {
    long mariaDb = OLD & ~Capabilities.MYSQL;
    for (Map.Entry<Long, String> each : Map.of(mariaDb, "[a, d]", OLD, "[]").entrySet()) {
      try (TestSession session = session(33, each.getKey())) {
        session.client(query("SET NAMES gbk")).backend(ok(1));
        session.client(command(Command.RESET_CONNECTION, "")).backend(ok(1));
        assertThat(tables(session, GBK)).asString().isEqualTo(each.getValue());
      }
    }
  }

  @Test
  void anotherUserMayChooseAnother() {
    try (TestSession session = session(33, OLD)) {
      session.client(
          command(Command.CHANGE_USER, "bob\0" + text("password") + "other\0" + number(28, 2)));
      session.backend(ok(1));
      assertThat(tables(session, GBK)).asString().isEqualTo("[a, c]");
    }
  }
}
