package io.galopin.protocol.redis.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.sockets.ByteClient;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a client reads the same bytes through a proxy as directly from the server. */
class SameBytesTest {

  private static final String END = "$9\r\nthe end!\u00ff\r\n";
  private static final String ECHO = "*2\r\n$4\r\nECHO\r\n" + END;

  private static RedisBackend server;
  private static Front front;

  @BeforeAll
  static void start() throws Exception {
    server = RedisBackend.start();
    front = Front.passing(server.address());
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      front.close();
      server.close();
    }
  }

  /** Sends inline commands, one per line, to {@code port} and returns the server's replies. */
  private static String said(int port, String commands) throws IOException {
    try (ByteClient wire = new ByteClient(port)) {
      wire.say("FLUSHALL\r\nSELECT 0\r\n").readTo("+OK\r\n+OK\r\n");
      return wire.say(commands.replace("\n", "\r\n") + ECHO).readTo(END);
    }
  }

  /**
   * Includes commands without a reply, after which each reply could be given to the wrong request.
   */
  @Test
  void whateverSizeItHas() throws IOException {
    String commands =
        """
        REPLCONF ACK 1
        EVAL "return redis.error_reply('E ' .. string.rep('x', 70000))" 0
        EVAL "return redis.status_reply(string.rep('x', 70000))" 0
        replconf capa eof getack *
        EVAL "local t = {} for i = 1, 70 do t = {t} end return t" 0
        EVAL "local t = {} for i = 1, 7000 do t = {t} end return t" 0
        REPLCONF listening-port 1
        """;
    assertThat(said(front.port(), commands)).isEqualTo(said(server.port(), commands));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HELLO 3 SETNAME me\n"})
  void whateverIsAsked(String hello) throws IOException {
    String commands =
        """
        SET a 1
        GET a
        GET none
        INCR a
        INCRBYFLOAT a 0.5
        set "a b" 'c\\'d'
        LPUSH l 1 2 3
        LRANGE l 0 -1
        LPOP l
        LINDEX none 0
        HSET h f v g w
        HGETALL h
        ZADD z 1.5 m 2 n
        ZRANGE z 0 -1 WITHSCORES
        ZSCORE z m
        SADD s x
        SMEMBERS s
        XADD x 1-1 f v
        XREAD COUNT 1 STREAMS x 0
        BLPOP none 0.01
        DEBUG PROTOCOL attrib
        DEBUG PROTOCOL bignum
        DEBUG PROTOCOL double
        DEBUG PROTOCOL verbatim
        DEBUG PROTOCOL map
        DEBUG PROTOCOL set
        DEBUG PROTOCOL true
        DEBUG PROTOCOL null
        EVAL "return {1,{2,{3,'x'}},false,{err='My Err'}}" 0
        LPUSH a 1
        NOSUCH a
        EVALSHA 0123456789012345678901234567890123456789 0
        MULTI
        SET t 1
        GET t
        EXEC
        MULTI
        NOSUCH
        EXEC
        MULTI
        DISCARD
        EXEC
        SUBSCRIBE one two
        PSUBSCRIBE t*
        PING
        UNSUBSCRIBE
        PUNSUBSCRIBE
        UNSUBSCRIBE
        CLIENT REPLY SKIP
        SET silent 1
        CLIENT REPLY OFF
        SET silent 2
        GET silent
        CLIENT REPLY ON
        GET silent
        SELECT 99
        SELECT 2
        DBSIZE
        RESET
        PING
        """;
    String direct = withoutHello(said(server.port(), hello + commands));
    assertThat(withoutHello(said(front.port(), hello + commands)))
        .isEqualTo(direct)
        .contains(
            "-EXECABORT ", "-WRONGTYPE ", "-NOSCRIPT ", "punsubscribe", "+RESET\r\n+PONG\r\n");
  }

  /** Removes the connection's id, which is in the reply to HELLO. */
  private static String withoutHello(String said) {
    return said.replaceFirst("\\$2\r\nid\r\n:\\d+\r\n", "");
  }

  @Test
  void whatIsPublished() throws IOException {
    assertThat(heard(front.port()))
        .isEqualTo(heard(server.port()))
        .contains("*3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$3\r\nhey\r\n", "*4\r\n$8\r\npmessage\r\n");
  }

  private static String heard(int port) throws IOException {
    try (ByteClient subscriber = new ByteClient(port);
        ByteClient publisher = new ByteClient(port)) {
      String confirmed = subscriber.say("SUBSCRIBE news\r\nPSUBSCRIBE n*\r\n").readTo("\r\n:2\r\n");
      // A subscriber of before may still be counted: the proxy closes its side after the client
      // did.
      publisher.say("PUBLISH news hey\r\n").readTo("\r\n");
      return confirmed + subscriber.readTo("$3\r\nhey\r\n") + subscriber.readTo("$3\r\nhey\r\n");
    }
  }

  @Test
  void whatAMonitorSees() throws IOException {
    String direct = monitored(server.port());
    assertThat(monitored(front.port()))
        .isEqualTo(direct)
        .isEqualTo("+OK\r\n+[0] \"SET\" \"m\" \"1\"\r\n+[0] \"GET\" \"m\"\r\n");
  }

  private static String monitored(int port) throws IOException {
    try (ByteClient monitor = new ByteClient(port);
        ByteClient other = new ByteClient(port)) {
      String seen = monitor.say("MONITOR\r\n").readTo("+OK\r\n");
      other.say("SET m 1\r\nGET m\r\n").readTo("$1\r\n1\r\n");
      seen += monitor.readTo("\r\n") + monitor.readTo("\r\n");
      // Without the time and the client's address.
      return seen.replaceAll("\\+[0-9.]+ \\[(\\d+) [^]]*]", "+[$1]");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*1\r\n+PING\r\n",
        "*1\r\n$x\r\n",
        "*1\r\n$-2\r\n",
        "*x\r\n",
        "*2\r\n$4\r\nECHO\r\n$999999999999\r\n",
        "*9999999999\r\n",
        "SET \"a\r\n",
        "SET 'a'b\r\n"
      })
  void howItRefusesWhatIsNoCommand(String bytes) throws IOException {
    String direct = refused(server.port(), bytes);
    assertThat(refused(front.port(), bytes))
        .isEqualTo(direct)
        .startsWith("+PONG\r\n-ERR Protocol error: ");
  }

  @Test
  void howItRefusesAnEndlessLine() throws IOException {
    // The server refuses at 64 KiB, or, as it reads 16 KiB at a time, up to 80 KiB.
    assertThat(refused(front.port(), "x".repeat(82_000)))
        .isEqualTo(refused(server.port(), "x".repeat(70_000)))
        .startsWith("+PONG\r\n-ERR Protocol error: ");
  }

  private static String refused(int port, String bytes) throws IOException {
    try (ByteClient wire = new ByteClient(port)) {
      return wire.say("PING\r\n" + bytes).readToEnd();
    }
  }
}
