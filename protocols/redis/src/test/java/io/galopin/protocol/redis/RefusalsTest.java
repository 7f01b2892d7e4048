package io.galopin.protocol.redis;

import static io.galopin.protocol.redis.Resp.bulk;
import static io.galopin.protocol.redis.Resp.command;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are refused, and what is said then. */
class RefusalsTest {

  private static final String GET = "*2\r\n$3\r\nGET\r\n$1\r\na\r\n";

  /** As strings in tables are written: {@code \r} and the like are escaped. */
  private static String bytes(String written) {
    return written.translateEscapes();
  }

  /** Redis 7.0.15 says the same to all of these but for the last three. */
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
        "*1\\r\\n$4\\r\\nPINGxx       | no CR LF after a value",
        "*3\\r\\n$3\\r\\nSET\\r\\n$1\\r\\na\\r\\n$1\\r\\nbx | no CR LF after a value",
        "ECHO a\\0b c\\r\\n           | a NUL in an inline request"
      })
  void tellsTheClientWhatRedisTells(String request, String message) {
    try (Conversation conversation = new Conversation().client(GET).client(bytes(request))) {
      assertThat(conversation.rendered).isEqualTo("-ERR Protocol error: " + message + "\r\n");
      assertThat(conversation.refused).startsWith("bad request: ").doesNotContain("got");
      assertThat(conversation.toBackend.toString()).startsWith(GET);
    }
  }

  @Test
  void refusesAnInlineRequestThatIsTooBig() {
    try (Conversation conversation = new Conversation().client("A".repeat(65_535))) {
      assertThat(conversation.refused).isNull();
      conversation.client("A");
      assertThat(conversation.rendered)
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
    try (Conversation conversation = new Conversation().client(GET).backend(bytes(reply))) {
      assertThat(conversation.refused).startsWith("bad reply: ");
      assertThat(conversation.rendered)
          .startsWith("-ERR Galopin got a bad reply from the backend: ");
    }
  }

  @Test
  void refusesWhatNobodyAskedForWithoutAWord() {
    try (Conversation conversation = new Conversation().backend("HTTP/1.1 400\r\n")) {
      assertThat(conversation.refused).startsWith("bad reply: ");
      assertThat(conversation.rendered).isNull();
    }
  }

  @Test
  void passesAnErrorThatNobodyAskedFor() {
    String error = "-ERR max number of clients reached\r\n";
    try (Conversation conversation = new Conversation().backend(error)) {
      assertThat(conversation.toClient).hasToString(error);
    }
  }

  @Test
  void limitsDepth() {
    Map<String, Object> options = Map.of("max-depth", 3);
    try (Conversation conversation = new Conversation(options).client(GET + GET)) {
      conversation.backend("*1\r\n*1\r\n*1\r\n:1\r\n");
      assertThat(conversation.refused).isNull();
      conversation.backend("*1\r\n*1\r\n*1\r\n*1\r\n:1\r\n");
      assertThat(conversation.refused).isEqualTo("bad reply: too deep");
    }
  }

  @Test
  void limitsElements() {
    Map<String, Object> options = Map.of("max-elements", 3);
    try (Conversation conversation = new Conversation(options).client(GET)) {
      conversation.backend("*3\r\n:1\r\n:1\r\n%4\r\n");
      assertThat(conversation.refused).isEqualTo("bad reply: invalid multibulk length");
    }
    try (Conversation conversation = new Conversation(options).client("*4\r\n")) {
      assertThat(conversation.refused).isEqualTo("bad request: invalid multibulk length");
    }
  }

  @Test
  void limitsValues() {
    Map<String, Object> options = Map.of("max-bulk", 3);
    try (Conversation conversation = new Conversation(options).client(GET)) {
      conversation.backend("$4\r\n");
      assertThat(conversation.refused).isEqualTo("bad reply: invalid bulk length");
    }
    try (Conversation conversation =
        new Conversation(options).client("*2\r\n" + bulk("GET") + "$4\r\n")) {
      assertThat(conversation.refused).isEqualTo("bad request: invalid bulk length");
    }
  }

  @Test
  void limitsErrors() {
    try (Conversation conversation = new Conversation(Map.of("max-head", 256)).client(GET)) {
      conversation.backend("-" + "E".repeat(255));
      assertThat(conversation.refused).isEqualTo("bad reply: an error is too long");
    }
  }

  @Test
  void limitsTheNamesOfChannels() {
    String start = "*3\r\n" + bulk("subscribe") + "$300\r\n";
    try (Conversation conversation = new Conversation(Map.of("max-head", 256))) {
      conversation.client(command("SUBSCRIBE c")).backend(start + "c".repeat(250));
      assertThat(conversation.refused).isEqualTo("bad reply: the name of a channel is too long");
    }
  }

  @Test
  void hasNoLimitForStatusesAndWhatMonitorShows() {
    String status = "+" + "a".repeat(1_000) + "\r\n";
    String shown = "+1.0 [0 x] \"" + "b".repeat(1_000) + "\"\r\n";
    try (Conversation conversation = new Conversation(Map.of("max-head", 256))) {
      conversation.client(GET + command("MONITOR")).backend(status + "+OK\r\n" + shown);
      assertThat(conversation.replies()).containsExactly("< status", "< status", "< pass");
      assertThat(conversation.toClient).hasToString(status + "+OK\r\n" + shown);
    }
  }
}
