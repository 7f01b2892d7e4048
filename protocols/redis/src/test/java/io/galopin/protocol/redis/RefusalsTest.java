package io.galopin.protocol.redis;

import static io.galopin.protocol.redis.Resp.array;
import static io.galopin.protocol.redis.Resp.bulk;
import static io.galopin.protocol.redis.Resp.command;
import static io.galopin.protocol.redis.Resp.heads;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.Dialogue;
import io.galopin.testkit.TestSession;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which bytes are refused, and what the client is told. */
class RefusalsTest {

  private static final RedisProtocolFactory REDIS = new RedisProtocolFactory();

  private static final String GET = "*2\r\n$3\r\nGET\r\n$1\r\na\r\n";

  /** Reads a string of a table, in which {@code \r} and the like are escaped. */
  private static String bytes(String written) {
    return written.translateEscapes();
  }

  /** Redis 7.0.15 says the same to all of these except the last three. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "*99999999999\\r\\n           | invalid multibulk length",
        "*2147483648\\r\\n            | invalid multibulk length",
        "*a\\r\\n                     | invalid multibulk length",
        "*\\r\\n                      | invalid multibulk length",
        "*+1\\r\\n                    | invalid multibulk length",
        "*01\\r\\n                    | invalid multibulk length",
        "*1x\\r\\n                    | invalid multibulk length",
        "*1\\n                        | invalid multibulk length",
        "*1\\r\\nGET\\r\\n            | expected '$', got 'G'",
        "*2\\r\\n$3\\r\\nGET\\r\\n:1  | expected '$', got ':'",
        "*3\\r\\n$3\\r\\nSET\\r\\n$1\\r\\na\\r\\n:1 | expected '$', got ':'",
        "*1\\r\\n$999999999999\\r\\n  | invalid bulk length",
        "*1\\r\\n$536870913\\r\\n     | invalid bulk length",
        "*1\\r\\n$-1\\r\\n            | invalid bulk length",
        "*1\\r\\n$a\\r\\n             | invalid bulk length",
        "*1\\r\\n$4\\n                | invalid bulk length",
        "*1\\r\\n$04\\r\\n            | invalid bulk length",
        "'\"abc\\r\\n'                | unbalanced quotes in request",
        "'\"abc\"d\\r\\n'             | unbalanced quotes in request",
        "*1\\r\\n$4\\r\\nPINGx\\n      | no CR LF after a value",
        "*1\\r\\n$4\\r\\nPINGxx       | no CR LF after a value",
        "*3\\r\\n$3\\r\\nSET\\r\\n$1\\r\\na\\r\\n$1\\r\\nbx | no CR LF after a value",
        "ECHO a\\0b c\\r\\n           | a NUL in an inline request"
      })
  void tellsTheClientWhatRedisTells(String request, String message) {
    try (TestSession session = TestSession.of(REDIS).client(GET).client(bytes(request))) {
      assertThat(session.farewell()).hasValue("-ERR Protocol error: " + message + "\r\n");
      assertThat(session.refused().orElseThrow()).startsWith("bad request: ").doesNotContain("got");
      assertThat(session.toBackend()).startsWith(GET);
    }
  }

  @Test
  void refusesTlsAtOnceAndSaysWhatRelaysIt() {
    try (TestSession session = TestSession.of(REDIS).client("\u0016")) {
      assertThat(session.refused()).isEmpty();
      session.client("\u0003\u0001");
      assertThat(session.refused().orElseThrow())
          .isEqualTo(
              "bad request: this looks like TLS, but plain Redis is expected here (--protocol tls"
                  + " takes TLS)");
    }
  }

  @Test
  void refusesAnInlineRequestThatIsTooBig() {
    try (TestSession session = TestSession.of(REDIS).client("A".repeat(81_919))) {
      assertThat(session.refused()).isEmpty();
      session.client("A");
      assertThat(session.farewell().orElseThrow())
          .isEqualTo("-ERR Protocol error: too big inline request\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?\\r\\n",
        "OK\\r\\n",
        "+a\\rb\\r\\n",
        "+a\\n",
        ":1\\r\\r\\n",
        "$5\\r\\nhello--",
        "$-2\\r\\n",
        "$?\\r\\n",
        "*?\\r\\n",
        "*-2\\r\\n",
        "%-1\\r\\n",
        "*1\\r\\n.\\r\\n",
        "=-1\\r\\n",
        "*1\\r\\n$1000000000\\r\\n"
      })
  void refusesRepliesThatAreNone(String reply) {
    try (TestSession session = TestSession.of(REDIS).client(GET).backend(bytes(reply))) {
      assertThat(session.refused().orElseThrow()).startsWith("bad reply: ");
      assertThat(session.farewell().orElseThrow())
          .startsWith("-ERR Galopin got a bad reply from the backend: ");
    }
  }

  @Test
  void refusesWhatNobodyAskedForWithoutAWord() {
    try (TestSession session = TestSession.of(REDIS).backend("HTTP/1.1 400\r\n")) {
      assertThat(session.refused().orElseThrow()).startsWith("bad reply: ");
      assertThat(session.farewell()).isEmpty();
    }
  }

  @Test
  void passesAnErrorThatNobodyAskedFor() {
    String error = "-ERR max number of clients reached\r\n";
    try (TestSession session = TestSession.of(REDIS).backend(error)) {
      assertThat(session.toClient()).isEqualTo(error);
    }
  }

  @Test
  void limitsDepth() {
    Map<String, Object> options = Map.of("max-depth", 3);
    try (TestSession session = TestSession.of(REDIS, options).client(GET + GET)) {
      session.backend("*1\r\n*1\r\n*1\r\n:1\r\n");
      assertThat(session.refused()).isEmpty();
      session.backend("*1\r\n*1\r\n*1\r\n*1\r\n:1\r\n");
      assertThat(session.refused()).hasValue("bad reply: too deep");
    }
  }

  @Test
  void limitsElements() {
    Map<String, Object> options = Map.of("max-elements", 3);
    try (TestSession session = TestSession.of(REDIS, options).client(GET)) {
      session.backend("*3\r\n:1\r\n:1\r\n%4\r\n");
      assertThat(session.refused()).hasValue("bad reply: invalid multibulk length");
    }
    try (TestSession session = TestSession.of(REDIS, options).client("*4\r\n")) {
      assertThat(session.refused()).hasValue("bad request: invalid multibulk length");
    }
  }

  @Test
  void limitsValues() {
    Map<String, Object> options = Map.of("max-bulk", 3);
    try (TestSession session = TestSession.of(REDIS, options).client(GET)) {
      session.backend("$4\r\n");
      assertThat(session.refused()).hasValue("bad reply: invalid bulk length");
    }
    try (TestSession session =
        TestSession.of(REDIS, options).client("*2\r\n" + bulk("GET") + "$4\r\n")) {
      assertThat(session.refused()).hasValue("bad request: invalid bulk length");
    }
  }

  @Test
  void takesTheLargestOfEach() {
    Map<String, Object> options = Map.of("max-bulk", 3, "max-elements", 3);
    String set = array("SET", "key", "abc");
    String reply = array("abc", "", "x");
    for (int size : List.of(1, 1_000)) {
      try (TestSession session = TestSession.of(REDIS, options)) {
        session.play(Dialogue.start().client(set).backend(reply).inPieces(size));
        assertThat(session.refused()).isEmpty();
        assertThat(session.toBackend()).isEqualTo(set);
        assertThat(session.toClient()).isEqualTo(reply);
      }
    }
  }

  @Test
  void hasNoLimitForErrors() {
    String error = "-E " + "x".repeat(70_000) + "\r\n";
    for (int size : List.of(1, 1_000, 1_024, 80_000)) {
      try (TestSession session = TestSession.of(REDIS).client(GET + GET)) {
        session.play(Dialogue.start().backend(error + "-F\r\n").inPieces(size));
        assertThat(heads("<", session)).containsExactly("< E", "< F");
        assertThat(session.toClient()).isEqualTo(error + "-F\r\n");
      }
    }
  }

  @Test
  void takesInlineCommandsThatRedisMayTake() {
    String set = "SET a " + "x".repeat(81_900) + "\r\n";
    for (int size : List.of(60, 1_000, 100_000)) {
      try (TestSession session = TestSession.of(REDIS)) {
        session.play(Dialogue.start().client(set + GET).inPieces(size));
        assertThat(heads(">", session)).containsExactly("> SET a", "> GET a");
        assertThat(session.toBackend()).isEqualTo(set + GET);
      }
    }
  }

  @Test
  void takesValuesAsDeepAsRedisMakesThem() {
    String deep = "*1\r\n".repeat(16_000) + "*0\r\n";
    try (TestSession session = TestSession.of(REDIS).client(GET + GET)) {
      session.play(Dialogue.start().backend(deep + ":1\r\n").inPieces(1_000));
      assertThat(session.refused()).isEmpty();
      assertThat(heads("<", session)).containsExactly("< array", "< integer");
    }
  }

  @Test
  void limitsTheNamesOfChannels() {
    String start = "*3\r\n" + bulk("subscribe") + "$300\r\n";
    try (TestSession session = TestSession.of(REDIS, Map.of("max-head", 256))) {
      session.client(command("SUBSCRIBE c")).backend(start + "c".repeat(250));
      assertThat(session.refused()).hasValue("bad reply: the name of a channel is too long");
    }
  }

  @Test
  void hasNoLimitForStatusesAndWhatMonitorShows() {
    String status = "+" + "a".repeat(1_000) + "\r\n";
    String shown = "+1.0 [0 x] \"" + "b".repeat(1_000) + "\"\r\n";
    try (TestSession session = TestSession.of(REDIS, Map.of("max-head", 256))) {
      session.client(GET + command("MONITOR")).backend(status + "+OK\r\n" + shown);
      assertThat(heads("<", session))
          .containsExactly("< status", "< status", "< pass " + shown.length());
      assertThat(session.toClient()).isEqualTo(status + "+OK\r\n" + shown);
    }
  }
}
