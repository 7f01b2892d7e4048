package io.galopin.protocol.memcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.TestSession;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests what is not forwarded, and what the client is told. */
class RefusalsTest {

  private static final MemcacheProtocolFactory MEMCACHE = new MemcacheProtocolFactory();

  private static final Map<String, Object> TIGHT = Map.of("max-line", 512, "max-value", 100);

  /**
   * Checks at every split that the request is refused with these words and nothing of it goes on.
   */
  private static void refused(String request, String reply, String reason) {
    for (int at = 0; at < request.length(); at++) {
      try (TestSession session = TestSession.of(MEMCACHE, TIGHT)) {
        session.client(request.substring(0, at)).client(request.substring(at));
        assertThat(session.refused()).hasValue("bad request: " + reason);
        assertThat(session.farewell()).hasValue(reply);
        assertThat(session.requests()).isEmpty();
        assertThat(session.toBackend()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "set a 0 0, few",
    "set a, few",
    "set, few",
    "cas a 0 0 1, few",
    "set a 0 0 1 noreply x, few",
    "set a 0 0 1 x y, few",
    "cas a 0 0 1 2 noreply x, few",
    "ms a, few",
    "ms, few",
    "set a x 0 1, number",
    "set a -1 0 1, number",
    "set a 0 x 1, number",
    "set a 0 9223372036854775808 1, number",
    "set a 0 -9223372036854775809 1, number",
    "set a 0 99999999999999999999 1, number",
    "set a 0 - 1, number",
    "set a 18446744073709551616 0 1, number",
    "cas a 0 0 1 18446744073709551616, number",
    "set a 0 0 -1, number",
    "set a 0 0 +1, number",
    "set a 0 0 0x1, number",
    "set a 0 0 1., number",
    "set a 0 0 9999999999999999999, number",
    "cas a 0 0 1 x, number",
    "ms a x, number",
    "ms a S1, number",
    "set a 0 0 101, large",
    "ms a 101, large"
  })
  void refusesAStorageCommandWhoseEndIsUnclear(String line, String flaw) {
    Flaw expected =
        switch (flaw) {
          case "few" -> Flaw.WORDS;
          case "number" -> Flaw.NUMBER;
          default -> Flaw.LARGE_VALUE;
        };
    refused(line + "\r\n", expected.text() + "\r\n", expected.sentence());
  }

  @Test
  void takesTheLargestOfEach() {
    try (TestSession session = TestSession.of(MEMCACHE, TIGHT)) {
      String set = "set " + "k".repeat(250) + " 18446744073709551615 -9223372036854775808 100\r\n";
      session.client(set + "v".repeat(100) + "\r\n");
      session.client("get " + "k".repeat(250) + " " + "l".repeat(250) + "     \r\n");
      assertThat(session.refused()).isEmpty();
      assertThat(session.requests()).hasSize(2);
    }
  }

  @Test
  void takesTheLargestOfEachInBinary() {
    String set =
        Packet.request(0x01, 1)
            .withExtras(8)
            .withKey("k".repeat(250))
            .withValue("v".repeat(100))
            .bytes();
    String reply =
        Packet.reply(0x01, 1).withExtras(4).withKey("k").withValue("v".repeat(100)).bytes();
    try (TestSession session = TestSession.of(MEMCACHE, TIGHT)) {
      session.client(set).backend(reply);
      assertThat(session.refused()).isEmpty();
      assertThat(session.toBackend()).isEqualTo(set);
      assertThat(session.toClient()).isEqualTo(reply);
    }
  }

  @Test
  void takesTheLargestOfEachInReplies() {
    String value = "VALUE a 0 100\r\n" + "v".repeat(100) + "\r\nEND\r\n";
    String line = "SERVER_ERROR " + "x".repeat(497) + "\r\n";
    try (TestSession session = TestSession.of(MEMCACHE, TIGHT)) {
      session.client("get a\r\nget b\r\n").backend(value + line);
      assertThat(line).hasSize(512);
      assertThat(session.refused()).isEmpty();
      assertThat(session.toClient()).isEqualTo(value + line);
    }
  }

  @Test
  void refusesALongLineOfAReplyAsSoonAsItIs() {
    String line = "SERVER_ERROR " + "x".repeat(498);
    try (TestSession session = TestSession.of(MEMCACHE, TIGHT)) {
      session.client("get a\r\n").backend(line);
      assertThat(session.refused()).isEmpty();
      session.backend("x");
      assertThat(session.refused()).hasValue("bad reply: a line exceeds max-line");
      assertThat(session.toClient()).isEqualTo(session.farewell().orElseThrow());
    }
  }

  @ParameterizedTest
  @CsvSource({"set", "add", "cas", "ms"})
  void refusesALongKey(String command) {
    refused(
        command + " " + "k".repeat(251) + " 0 0 1\r\n",
        "CLIENT_ERROR bad command line format\r\n",
        "a key has more than 250 bytes");
  }

  @Test
  void refusesALongLineAsSoonAsItIs() {
    refused("mg " + "a ".repeat(255), "ERROR\r\n", "a line exceeds max-line");
  }

  @Test
  void refusesWhatCannotBecomeACommand() {
    String other = "it does not begin like a command (protocol tcp relays whatever else)";
    refused("\u0001", "ERROR\r\n", other);
    refused("\u0016\u0002", "ERROR\r\n", other);
  }

  @Test
  void refusesTlsAndSaysWhatTakesIt() {
    refused(
        "\u0016\u0003",
        "",
        "this looks like TLS, but plain Memcache is expected here (--protocol tls takes TLS)");
  }

  @Test
  void refusesANul() {
    refused("set a 0 0 5\0 7\r\n", "ERROR\r\n", "there is a NUL in a line");
  }

  @ParameterizedTest
  @CsvSource({"abcd", "ab\\r", "abXX"})
  void refusesAValueWithoutItsLineEnd(String value) {
    String bytes = "set a 0 0 2\r\n" + value.replace("\\r", "\r") + "zz\r\n";
    for (int at = 0; at < bytes.length(); at++) {
      try (TestSession session = TestSession.of(MEMCACHE)) {
        session.client(bytes.substring(0, at)).client(bytes.substring(at));
        assertThat(session.refused()).hasValue("bad request: a value is not followed by CR LF");
        assertThat(session.farewell()).hasValue("CLIENT_ERROR bad data chunk\r\n");
      }
    }
  }

  @Test
  void refusesABinaryRequestWithTheServersStatus() {
    String longKey = Packet.request(0x00, 7).withKey("k".repeat(251)).bytes();
    refused(
        longKey,
        Packet.reply(0x00, 7).withStatus(0x04).withValue("Invalid arguments").bytes(),
        "a key has more than 250 bytes");
    refused(
        Packet.request(0x01, 8).withValue("v".repeat(101)).bytes(),
        Packet.reply(0x01, 8).withStatus(0x03).withValue("Too large.").bytes(),
        "a value exceeds max-value");
    refused(
        Packet.request(0x00, 9)
            .withKey("k")
            .bytes()
            .replace("\0\0\0\1\0\0\0\t", "\0\0\0\0\0\0\0\t"),
        Packet.reply(0x00, 9).withStatus(0x81).withValue("Unknown command").bytes(),
        "key and extras are longer than the whole body");
  }

  @Test
  void closesAtAWrongMagicByteAsTheServerDoes() {
    try (TestSession session = TestSession.of(MEMCACHE)) {
      session.client(Packet.request(0x0A, 1).bytes() + "get a\r\n");
      assertThat(session.refused()).hasValue("bad request: the magic byte is wrong");
      assertThat(session.farewell()).hasValue("");
      assertThat(session.toBackend()).isEqualTo(Packet.request(0x0A, 1).bytes());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "VALUE a 0, a line that announces a value has no length",
    "VALUE a 0 x, a line that announces a value has no length",
    "VA, a line that announces a value has no length",
    "VALUE a 0 101, a value exceeds max-value"
  })
  void refusesAReplyWhoseEndIsUnclear(String line, String reason) {
    try (TestSession session = TestSession.of(MEMCACHE, TIGHT)) {
      session.client("get a\r\n").backend(line + "\r\n");
      assertThat(session.refused()).hasValue("bad reply: " + reason);
      assertThat(session.farewell())
          .hasValue("SERVER_ERROR Galopin got a bad reply from the backend: " + reason + "\r\n");
    }
  }

  @Test
  void refusesABinaryReplyThatIsNone() {
    try (TestSession session = TestSession.of(MEMCACHE)) {
      session.client(Packet.request(0x0A, 1).bytes()).backend("HTTP/1.1 400");
      assertThat(session.refused()).hasValue("bad reply: the magic byte is wrong");
      assertThat(session.farewell())
          .hasValue(
              Packet.reply(0x0A, 1)
                  .withStatus(0x84)
                  .withValue("Galopin got a bad reply from the backend: the magic byte is wrong")
                  .bytes());
    }
  }

  @Test
  void refusesABinaryReplyWhoseEndIsUnclear() {
    String large = Packet.reply(0x00, 7).withValue("v".repeat(101)).bytes();
    String lengths =
        Packet.reply(0x00, 7).withKey("k").bytes().replace("\0\0\0\1\0\0\0\7", "\0\0\0\0\0\0\0\7");
    refusedReply(large, "a value exceeds max-value");
    refusedReply(lengths, "key and extras are longer than the whole body");
  }

  private static void refusedReply(String reply, String reason) {
    try (TestSession session = TestSession.of(MEMCACHE, TIGHT)) {
      session.client(Packet.request(0x00, 7).withKey("k").bytes()).backend(reply);
      assertThat(session.refused()).hasValue("bad reply: " + reason);
      assertThat(session.farewell())
          .hasValue(
              Packet.reply(0x00, 7)
                  .withStatus(0x84)
                  .withValue("Galopin got a bad reply from the backend: " + reason)
                  .bytes());
      assertThat(session.toClient()).isEqualTo(session.farewell().orElseThrow());
    }
  }

  static List<Backend> backends() {
    return Backend.available();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void endsTheConnectionWithTheError(Backend backend) throws Exception {
    try (Backend.Running server = backend.start();
        Stand stand = new Stand(server.address(), 1);
        Wire text = new Wire(stand.port());
        Wire binary = new Wire(stand.port())) {
      assertThat(text.say("get a\r\nset a 0 0 -1\r\nget b\r\n").readToEnd())
          .isEqualTo("END\r\nCLIENT_ERROR bad command line format\r\n");
      Packet longKey = Packet.request(0x00, 7).withKey("k".repeat(251));
      assertThat(binary.say(longKey.bytes()).readToEnd())
          .isEqualTo(Packet.reply(0x00, 7).withStatus(0x04).withValue("Invalid arguments").bytes());
    }
  }
}
