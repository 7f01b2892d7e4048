package io.galopin.protocol.memcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Attribute;
import io.galopin.api.Attributing;
import io.galopin.api.Labeling;
import io.galopin.api.Request;
import io.galopin.testkit.TestSession;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what rules and the journal know about messages. */
class FactsTest {

  private static final MemcacheProtocolFactory MEMCACHE = new MemcacheProtocolFactory();

  private static @Nullable Object ask(Attribute attribute, String head, String rest) {
    try (TestSession session = TestSession.of(MEMCACHE)) {
      session.client(head + rest);
      Request request = session.requests().get(0);
      ByteBuf bytes = Unpooled.copiedBuffer(head, StandardCharsets.ISO_8859_1);
      return session.session(Attributing.class).attribute(attribute, "", request, bytes);
    }
  }

  /** Keys of 250 bytes are cut, as are those with many bytes that are shown as six characters. */
  @ParameterizedTest
  @CsvSource({"get a, 1, false", "get a, 196, false", "get a, 197, true", "get \u00e4, 1, true"})
  void knowsInFullWhatIsCutOrEscaped(String start, int times, boolean changed) {
    String line = "get " + start.substring(4).repeat(times);
    assertThat(unabridged(line + "\r\n")).isEqualTo(changed ? line : null);
  }

  private static @Nullable String unabridged(String head) {
    try (TestSession session = TestSession.of(MEMCACHE).client(head)) {
      Request request = session.requests().get(0);
      ByteBuf bytes = Unpooled.copiedBuffer(head, StandardCharsets.ISO_8859_1);
      return session.session(Labeling.class).unabridged(request, bytes);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "get user:1, get, user:1",
    "get a b, get, a",
    "gats 10 a b, gats, a",
    "  delete   a, delete, a",
    "incr n 5, incr, n",
    "mg a v, mg, a",
    "mg a v q, mg, a",
    "me a, me, a",
    "set a 0 0 1, set, a",
    "ms b 1 q, ms, b",
    "get, get,",
    "stats items, stats,",
    "flush_all 10, flush_all,",
    "slabs automove 1, slabs,"
  })
  void knowsCommandAndKey(String line, String command, @Nullable String key) {
    String rest = line.contains("set") || line.startsWith("ms") ? "x\r\n" : "";
    assertThat(ask(Facts.COMMAND, line + "\r\n", rest)).isEqualTo(command);
    assertThat(ask(Facts.KEY, line + "\r\n", rest)).isEqualTo(key);
    assertThat(ask(Facts.STATUS, line + "\r\n", rest)).isNull();
  }

  @Test
  void knowsWhatIsQuiet() {
    try (TestSession session = TestSession.of(MEMCACHE).client("mg a q\r\nmg a\r\nget q\r\n")) {
      assertThat(session.requests()).extracting(Request::quiet).containsExactly(true, false, false);
    }
    String packets = Packet.join(Packet.request(0x09, 1), Packet.request(0x00, 2));
    try (TestSession session = TestSession.of(MEMCACHE).client(packets)) {
      assertThat(session.requests()).extracting(Request::quiet).containsExactly(true, false);
    }
  }

  @Test
  void knowsCommandAndKeyOfTheBinaryProtocol() {
    String getq = Packet.request(0x09, 1).withKey("user:1").bytes();
    assertThat(ask(Facts.COMMAND, getq, "")).isEqualTo("getq");
    assertThat(ask(Facts.KEY, getq, "")).isEqualTo("user:1");
    String incr = Packet.request(0x05, 1).withExtras(20).withKey("n").bytes();
    assertThat(ask(Facts.COMMAND, incr, "")).isEqualTo("increment");
    assertThat(ask(Facts.KEY, incr, "")).isEqualTo("n");
    String noop = Packet.request(0x0A, 1).bytes();
    assertThat(ask(Facts.COMMAND, noop, "")).isEqualTo("noop");
    assertThat(ask(Facts.KEY, noop, "")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "STORED, STORED",
    "12345, NUMBER",
    "SERVER_ERROR out of memory, SERVER_ERROR",
    "secret words, OTHER"
  })
  void knowsTheStatusButNoValue(String line, String status) {
    try (TestSession session = TestSession.of(MEMCACHE)) {
      session.client("incr n 1\r\n").backend(line + "\r\n");
      assertThat(session.seen()).contains("< " + status);
    }
    TextStatus reply = TextStatus.of(Unpooled.wrappedBuffer(bytes(line)), 0, word(line));
    assertThat(Facts.value(Facts.STATUS, reply, Unpooled.EMPTY_BUFFER)).isEqualTo(status);
    assertThat(Facts.value(Facts.KEY, reply, Unpooled.EMPTY_BUFFER)).isNull();
  }

  private static byte[] bytes(String line) {
    return line.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static int word(String line) {
    return line.indexOf(' ') < 0 ? line.length() : line.indexOf(' ');
  }

  @Test
  void neverShowsValuesOrSecrets() {
    try (TestSession session = TestSession.of(MEMCACHE)) {
      session.client("set token 0 0 6\r\nsecret\r\nms t 6\r\nsecret\r\n");
      session.client("get token\r\n").backend("STORED\r\nHD\r\n");
      session.backend("VALUE token 0 6\r\nsecret\r\nEND\r\n");
      assertThat(String.join("\n", session.seen())).contains("set token").doesNotContain("secret");
    }
    try (TestSession session = TestSession.of(MEMCACHE)) {
      session.client(Packet.request(0x21, 0).withKey("PLAIN").withValue("\0me\0secret").bytes());
      assertThat(String.join("\n", session.seen()))
          .contains("sasl-auth PLAIN")
          .doesNotContain("secret");
    }
  }

  /** What a server says next is the reply to another request. */
  @ParameterizedTest
  @ValueSource(strings = {"ms k 1 q\r\nx\r\n", "md k q\r\n"})
  void aQuietMetaCommandThatDidWellIsNotAnswered(String quiet) {
    try (TestSession session = TestSession.of(MEMCACHE)) {
      session.client(quiet + "md other\r\n").backend("HD\r\n");
      assertThat(session.seen())
          .containsSubsequence("< none to " + quiet.substring(0, 4), "< HD", "<| 4");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mg k q\r\n", "ma k q\r\n"})
  void aQuietMetaCommandWithoutAValueMayBeAnswered(String quiet) {
    try (TestSession session = TestSession.of(MEMCACHE)) {
      session.client(quiet + "mn\r\n").backend("HD\r\n");
      assertThat(session.seen()).noneMatch(line -> line.startsWith("< none")).contains("< HD");
    }
  }

  /** Servers name a quiet command, or the one that does the same, in the reply to it. */
  @ParameterizedTest
  @ValueSource(ints = {0x11, 0x01})
  void anErrorIsTheAnswerToAQuietCommandOfItsKind(int opcode) {
    try (TestSession session = TestSession.of(MEMCACHE)) {
      session.client(Packet.request(0x11, 7).withKey("k").withExtras(8).bytes());
      session.client(Packet.request(0x0A, 8).bytes());
      session.backend(Packet.reply(opcode, 7).withStatus(0x82).bytes());
      assertThat(session.seen()).noneMatch(line -> line.startsWith("< none"));
    }
  }
}
