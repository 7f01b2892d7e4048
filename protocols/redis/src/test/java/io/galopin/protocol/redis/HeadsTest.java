package io.galopin.protocol.redis;

import static io.galopin.protocol.redis.Resp.array;
import static io.galopin.protocol.redis.Resp.bulk;
import static io.galopin.protocol.redis.Resp.command;
import static io.galopin.protocol.redis.Resp.commands;
import static io.galopin.protocol.redis.Resp.heads;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Labeling;
import io.galopin.testkit.Dialogue;
import io.galopin.testkit.TestSession;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the labels and attributes of heads, and what they leave out. */
class HeadsTest {

  private static final RedisProtocolFactory REDIS = new RedisProtocolFactory();

  @ParameterizedTest
  @CsvSource({
    "get a, GET, a",
    "'MSET a 1 b 2', MSET, a",
    "'EVAL script 2 k1 k2 v', EVAL, k1",
    "'EVAL script 0 v', EVAL,",
    "'LMPOP 2 a b LEFT', LMPOP, a",
    "'BLMPOP 0 1 a LEFT', BLMPOP, a",
    "'XREAD COUNT 2 BLOCK 0 streams s t 0 0', XREAD, s",
    "'XREADGROUP GROUP streams c STREAMS s >', XREADGROUP, c",
    "'OBJECT ENCODING a', OBJECT, a",
    "'BITOP AND dest a', BITOP, dest",
    "'MIGRATE h 1 a 0 5', MIGRATE, a",
    "'AUTH user password', AUTH,",
    "'HELLO 3 AUTH user password', HELLO,",
    "'CONFIG SET requirepass password', CONFIG,",
    "PING, PING,",
    "'json.get a', json.get,"
  })
  void tellsCommandAndKey(String words, String command, @Nullable String key) {
    for (String request : List.of(command(words), words + "\r\n")) {
      try (TestSession session = TestSession.of(REDIS).client(request)) {
        assertThat(session.attribute("redis.command")).hasValue(command);
        assertThat(session.attribute("redis.key")).isEqualTo(Optional.ofNullable(key));
      }
    }
  }

  /** 64 characters are shown, including those of escapes. */
  @ParameterizedTest
  @CsvSource({"k, 60, false", "k, 61, true", "\u00e4, 1, true"})
  void knowsInFullWhatIsCutOrEscaped(String key, int times, boolean changed) {
    String head = command("GET " + key.repeat(times));
    try (TestSession session = TestSession.of(REDIS).client(head)) {
      ByteBuf bytes = Unpooled.copiedBuffer(head, StandardCharsets.ISO_8859_1);
      assertThat(session.session(Labeling.class).unabridged(session.requests().get(0), bytes))
          .isEqualTo(changed ? "GET " + key.repeat(times) : null);
      assertThat(
              session
                  .session(Labeling.class)
                  .label(session.requests().get(0), bytes)
                  .endsWith("..."))
          .isEqualTo(times > 60);
    }
  }

  @Test
  void marksWhatIsCutAmidEscapes() {
    String head = command("GET " + "\u0001".repeat(20));
    try (TestSession session = TestSession.of(REDIS).client(head)) {
      ByteBuf bytes = Unpooled.copiedBuffer(head, StandardCharsets.ISO_8859_1);
      assertThat(session.session(Labeling.class).label(session.requests().get(0), bytes))
          .isEqualTo("GET " + "\\u0001".repeat(10) + "...");
    }
  }

  @ParameterizedTest
  @CsvSource({"-MOVED 1 a:1, MOVED", "-x, x", "+OK,"})
  void tellsTheCodeOfAnError(String reply, @Nullable String code) {
    try (TestSession session = TestSession.of(REDIS).client(command("GET a"))) {
      session.backend(reply + "\r\n");
      assertThat(session.attribute("redis.error")).isEqualTo(Optional.ofNullable(code));
    }
  }

  @Test
  void tellsTheDatabase() {
    try (TestSession session = TestSession.of(REDIS).client(commands("SELECT 3", "GET a"))) {
      assertThat(session.attribute("redis.db")).hasValue(3L);
    }
  }

  @Test
  void labelsHaveNeitherValuesNorPasswordsNorWhatATerminalActsOn() {
    try (TestSession session = TestSession.of(REDIS)) {
      session.client(commands("SET k secret", "AUTH secret", "HELLO 3 AUTH u secret"));
      session.client(commands("MIGRATE h 1 k 0 5 AUTH secret", "CONFIG SET x secret"));
      session.client(array("SET", "\u001b[2J\u00e4", "secret"));
      session.client(array("\u001b]0;x", "secret") + array("GET", "k".repeat(100)));
      assertThat(heads(">", session))
          .containsExactly(
              "> SET k",
              "> AUTH",
              "> HELLO",
              "> MIGRATE k",
              "> CONFIG",
              "> SET \\u001b[2J\\ufffd",
              "> \\u001b]0;X",
              "> GET " + "k".repeat(60) + "...");
    }
  }

  @Test
  void aHeadEndsBeforeAnArgumentThatIsTooLong() {
    String before = "*4\r\n" + bulk("EVAL");
    String script = "s".repeat(1_000);
    try (TestSession session = TestSession.of(REDIS, Map.of("max-head", 256))) {
      session.client(before + "$1000\r\n" + script.substring(1));
      assertThat(heads(">", session)).containsExactly("> EVAL");
      session.client("s\r\n" + bulk("1") + bulk("key") + command("GET a"));
      assertThat(heads(">", session)).containsExactly("> EVAL", "> GET a");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET\ta                 | a",
        "GET \"\\x40\\x0f\\x61\"  | @\u000fa",
        "GET \"\\x4g\\xg4\"       | x4gxg4",
        "GET 'a\\x40'           | a\\x40"
      })
  void readsInlineWordsAsRedisDoes(String line, String key) {
    try (TestSession session = TestSession.of(REDIS).client(line + "\r\n")) {
      assertThat(session.attribute("redis.key")).hasValue(key);
    }
  }

  @Test
  void aHeadMayBeAsLongAsTheLimit() {
    for (int more : List.of(0, 1)) {
      String key = "k".repeat(235 + more);
      String get = command("GET " + key);
      try (TestSession session = TestSession.of(REDIS, Map.of("max-head", 256)).client(get)) {
        assertThat(get).hasSize(256 + more);
        assertThat(session.toBackend()).isEqualTo(get);
        assertThat(session.attribute("redis.key"))
            .isEqualTo(more == 0 ? Optional.of(key) : Optional.empty());
      }
    }
  }

  /** If an argument is too long for a head, that of the request before is not used instead. */
  @Test
  void tellsNothingOfTheHeadBefore() {
    String tooLong = "x".repeat(10_000);
    try (TestSession session = TestSession.of(REDIS, Map.of("max-head", 256))) {
      session.client(commands("SELECT 3", "SELECT " + tooLong, "SELECT " + tooLong));
      assertThat(session.attribute("redis.db")).hasValue(3L);
      session.client(commands("SELECT 4", "json.get a", tooLong + " a"));
      assertThat(session.attribute("redis.command")).isEmpty();
      assertThat(session.attribute("redis.db")).hasValue(4L);
    }
  }

  @Test
  void passesWhatIsNoCommand() {
    try (TestSession session = TestSession.of(REDIS).client("*0\r\n*-1\r\n" + command("GET a"))) {
      assertThat(session.seen()).endsWith("> GET a", ">| 20");
      assertThat(session.toBackend()).isEqualTo("*0\r\n*-1\r\n" + command("GET a"));
    }
  }

  @Test
  void holdsNothingOfAValueBack() {
    String request = "*3\r\n" + bulk("SET") + bulk("a") + "$100000000\r\nxy";
    try (TestSession session = TestSession.of(REDIS).client(request)) {
      assertThat(session.toBackend()).isEqualTo(request);
      session.client(command("SET a 1").repeat(2));
      assertThat(session.requests()).hasSize(1);
    }
  }

  @Test
  void tellsPayloadFromWhatFramesIt() {
    String reply = "%2\r\n+a\r\n" + bulk("one\r\n") + "*2\r\n=5\r\ntxt:2\r\n$0\r\n\r\n:3\r\n";
    String replies = reply + bulk("whole");
    Dialogue dialogue = Dialogue.start().client(command("GET a").repeat(2)).backend(replies);
    for (int size = 1; size < 20; size++) {
      try (TestSession session = TestSession.ofPayload(REDIS, Map.of())) {
        session.play(dialogue.inPieces(size));
        assertThat(session.toClient()).isEqualTo(replies);
        assertThat(session.payload()).isEqualTo("one\r\ntxt:2whole");
        assertThat(heads("<", session)).containsExactly("< map", "< bulk string");
      }
    }
  }

  @Test
  void aReplicaIsCutIntoTurns() {
    String stream = "+FULLRESYNC x 0\r\n$EOF:0123456789\r\n\u0001\u0002*";
    try (TestSession session = TestSession.of(REDIS)) {
      session.client(commands("PSYNC ? -1", "REPLCONF ACK 0"));
      assertThat(session.requests()).hasSize(1);

      session.backend(stream);
      assertThat(session.requests()).hasSize(2);
      assertThat(session.refused()).isEmpty();
      assertThat(session.toClient()).isEqualTo(stream);
      assertThat(session.toBackend()).isEqualTo(commands("PSYNC ? -1", "REPLCONF ACK 0"));
    }
  }
}
