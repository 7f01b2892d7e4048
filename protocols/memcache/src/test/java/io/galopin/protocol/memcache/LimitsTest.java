package io.galopin.protocol.memcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.Dialogue;
import io.galopin.testkit.TestSession;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that memcached itself decides what is too large. */
class LimitsTest {

  private static final MemcacheProtocolFactory MEMCACHE = new MemcacheProtocolFactory();
  private static final String LONG = "k".repeat(251);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4102444800",
        "4102444800000",
        "9223372036854775807",
        "-9223372036854775808",
        "+5",
        "2147483648"
      })
  void takesTimesOf64Bits(String time) {
    for (String end : List.of("", " noreply")) {
      String set = "set a 0 " + time + " 1" + end + "\r\nx\r\n";
      try (TestSession session = TestSession.of(MEMCACHE).client(set)) {
        assertThat(session.refused()).isEmpty();
        assertThat(session.toBackend()).isEqualTo(set);
      }
    }
  }

  /**
   * Only for lines that no value follows, because otherwise it would be unclear where the next
   * command begins.
   */
  @ParameterizedTest
  @ValueSource(strings = {"get", "gets b", "gat 0", "incr", "mg", "md", "ma", "me", "delete"})
  void leavesLongKeysToMemcached(String command) {
    String line = command + " " + LONG + "\r\n";
    try (TestSession session = TestSession.of(MEMCACHE).client(line)) {
      assertThat(session.refused()).isEmpty();
      assertThat(session.toBackend()).isEqualTo(line);
    }
  }

  @Test
  void streamsTheKeysOfALongGet() {
    String get = "gets abc " + "k ".repeat(500) + "\r\n";
    for (int size : List.of(1, 7, 511, 512, 513, 5000)) {
      try (TestSession session = TestSession.of(MEMCACHE, Map.of("max-line", 512))) {
        session.play(Dialogue.start().client(get + "get b\r\n").inPieces(size));
        assertThat(session.refused()).isEmpty();
        assertThat(session.toBackend()).isEqualTo(get + "get b\r\n");
        assertThat(session.seen())
            .containsExactly("> gets abc", ">| " + get.length(), "> get b", ">| 7");
      }
    }
  }

  @Test
  void streamsALongGetWhoseFirstKeyJustFits() {
    String key = "k".repeat(506);
    String get = "get " + key + " " + "k ".repeat(500) + "\r\n";
    try (TestSession session = TestSession.of(MEMCACHE, Map.of("max-line", 512))) {
      session.play(Dialogue.start().client(get + get + "get c\r\n").inPieces(512));
      assertThat(session.refused()).isEmpty();
      assertThat(session.toBackend()).isEqualTo(get + get + "get c\r\n");
      String end = ">| " + get.length();
      assertThat(session.seen()).hasSize(6).endsWith(end, "> get c", ">| 7");
      assertThat(session.seen().get(1)).isEqualTo(end);
    }
  }

  @Test
  void refusesAGetWhoseFirstKeyDoesNotFit() {
    for (int length : List.of(507, 1_000)) {
      String get = "get " + "k".repeat(length) + "\r\n";
      try (TestSession session = TestSession.of(MEMCACHE, Map.of("max-line", 512)).client(get)) {
        assertThat(session.refused()).hasValue("bad request: a line exceeds max-line");
        assertThat(session.toBackend()).isEmpty();
      }
    }
  }

  @Test
  void refusesANulInALongGet() {
    for (String get : List.of("get a\0" + "k ".repeat(500), "get a " + "k ".repeat(500) + "\0")) {
      try (TestSession session = TestSession.of(MEMCACHE, Map.of("max-line", 512))) {
        session.client(get);
        assertThat(session.refused()).hasValue("bad request: there is a NUL in a line");
      }
    }
  }

  static List<Backend> backends() {
    return Backend.available();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void servesALargeGetAndFailsIt(Backend backend) throws Exception {
    String get = "get a " + "key ".repeat(50_000) + "\r\n";
    try (Backend.Running server = backend.start();
        Stand stand = new Stand(server.address(), 1).with(100, Failing.at("busy", 4));
        Wire wire = new Wire(stand.port())) {
      wire.say("set b 0 4102444800 1\r\nx\r\nset a 0 0 1\r\nx\r\n" + get + get + get + "mn\r\n");
      assertThat(wire.line()).isEqualTo("STORED");
      assertThat(wire.line()).isEqualTo("STORED");
      for (String reply : List.of("VALUE a 0 1", "x", "END")) {
        assertThat(wire.line()).isEqualTo(reply);
      }
      assertThat(wire.line()).isEqualTo("SERVER_ERROR busy");
      for (String reply : List.of("VALUE a 0 1", "x", "END", "MN")) {
        assertThat(wire.line()).isEqualTo(reply);
      }
    }
    assertThat(get.length()).isGreaterThan(64 << 10);
  }
}
