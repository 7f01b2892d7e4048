package io.galopin.protocol.redis;

import static io.galopin.protocol.redis.Resp.array;
import static io.galopin.protocol.redis.Resp.bulk;
import static io.galopin.protocol.redis.Resp.command;
import static io.galopin.protocol.redis.Resp.commands;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Attribute;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How heads are labelled, what their attributes are, and what is not in them. */
class HeadsTest {

  private static final RedisRequest ANY = Commands.UNKNOWN.request(true);

  private static Object attribute(Attribute attribute, String bytes) {
    try (Conversation conversation = new Conversation()) {
      return conversation.attribute(attribute, ANY, bytes);
    }
  }

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
  void tellsCommandAndKey(String words, String command, String key) {
    assertThat(attribute(RedisAttributes.COMMAND, command(words))).isEqualTo(command);
    assertThat(attribute(RedisAttributes.KEY, command(words))).isEqualTo(key);
    assertThat(attribute(RedisAttributes.COMMAND, words + "\r\n")).isEqualTo(command);
    assertThat(attribute(RedisAttributes.KEY, words + "\r\n")).isEqualTo(key);
  }

  @Test
  void tellsTheCodeOfAnError() {
    try (Conversation conversation = new Conversation()) {
      assertThat(
              conversation.attribute(RedisAttributes.ERROR, RedisReply.ERROR, "-MOVED 1 a:1\r\n"))
          .isEqualTo("MOVED");
      assertThat(conversation.attribute(RedisAttributes.ERROR, RedisReply.ERROR, "-x\r\n"))
          .isEqualTo("x");
      assertThat(conversation.attribute(RedisAttributes.ERROR, RedisReply.ABORT, "+OK\r\n"))
          .isEqualTo("EXECABORT");
      assertThat(conversation.attribute(RedisAttributes.ERROR, RedisReply.STATUS, "+OK\r\n"))
          .isNull();
    }
  }

  @Test
  void tellsTheDatabase() {
    try (Conversation conversation = new Conversation().client(commands("SELECT 3", "GET a"))) {
      assertThat(conversation.attribute(RedisAttributes.DB, ANY, command("GET a"))).isEqualTo(3L);
    }
  }

  @Test
  void labelsHaveNeitherValuesNorPasswordsNorWhatATerminalActsOn() {
    try (Conversation conversation = new Conversation()) {
      conversation.client(commands("SET k secret", "AUTH secret", "HELLO 3 AUTH u secret"));
      conversation.client(commands("MIGRATE h 1 k 0 5 AUTH secret", "CONFIG SET x secret"));
      conversation.client(array("SET", "\u001b[2J\u00e4", "secret"));
      conversation.client(array("\u001b]0;x", "secret") + array("GET", "k".repeat(100)));
      assertThat(conversation.requests())
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
    try (Conversation conversation = new Conversation(Map.of("max-head", 256))) {
      conversation.client(before + "$1000\r\n" + script.substring(1));
      assertThat(conversation.requests()).containsExactly("> EVAL");
      conversation.client("s\r\n" + bulk("1") + bulk("key") + command("GET a"));
      assertThat(conversation.requests()).containsExactly("> EVAL", "> GET a");
    }
  }

  @Test
  void holdsNothingOfAValueBack() {
    String request = "*3\r\n" + bulk("SET") + bulk("a") + "$100000000\r\nxy";
    try (Conversation conversation = new Conversation().client(request)) {
      assertThat(conversation.toBackend).hasToString(request);
      conversation.client(command("SET a 1").repeat(2));
      assertThat(conversation.requests()).hasSize(1);
    }
  }

  @Test
  void tellsPayloadFromWhatFramesIt() {
    String reply = "%2\r\n+a\r\n" + bulk("one\r\n") + "*2\r\n=5\r\ntxt:2\r\n$0\r\n\r\n:3\r\n";
    String get = command("GET a");
    for (int size = 1; size < 20; size++) {
      try (Conversation conversation = new Conversation().client(get + get)) {
        conversation.payloadMatters = true;
        String bytes = reply + bulk("whole");
        for (int from = 0; from < bytes.length(); from += size) {
          conversation.backend(bytes.substring(from, Math.min(bytes.length(), from + size)));
        }
        assertThat(conversation.toClient).hasToString(bytes);
        assertThat(conversation.payload).hasToString("one\r\ntxt:2whole");
        assertThat(conversation.replies()).containsExactly("< map", "< bulk string");
      }
    }
  }

  @Test
  void aReplicaIsCutIntoTurns() {
    String stream = "+FULLRESYNC x 0\r\n$EOF:0123456789\r\n\u0001\u0002*";
    try (Conversation conversation = new Conversation()) {
      conversation.client(commands("PSYNC ? -1", "REPLCONF ACK 0"));
      assertThat(conversation.requests()).hasSize(1);

      conversation.backend(stream);
      assertThat(conversation.requests()).hasSize(2);
      assertThat(conversation.refused).isNull();
      assertThat(conversation.toClient).hasToString(stream);
      assertThat(conversation.toBackend).hasToString(commands("PSYNC ? -1", "REPLCONF ACK 0"));
    }
  }
}
