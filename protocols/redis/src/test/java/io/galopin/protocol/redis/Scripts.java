package io.galopin.protocol.redis;

import static io.galopin.protocol.redis.Resp.array;
import static io.galopin.protocol.redis.Resp.bulk;
import static io.galopin.protocol.redis.Resp.command;
import static io.galopin.protocol.redis.Resp.commands;

import java.util.List;

/** Conversations as servers and clients have them. */
final class Scripts {

  private static final String OK = "+OK\r\n";
  private static final String QUEUED = "+QUEUED\r\n";

  private Scripts() {}

  private static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }

  static List<Script> all() {
    return List.of(
        pipelined(),
        inline(),
        nothing(),
        resp3(),
        subscriber(),
        unsubscribesFromAll(),
        pushes(),
        silence(),
        transaction(),
        monitor(),
        reset(),
        replica());
  }

  private static Script pipelined() {
    return Script.named("pipelined")
        .client(commands("set a 1", "GET a", "LRANGE l 0 -1", "INCR a", "FOO x"))
        .backend(OK + bulk("1") + array("x", "", "z") + ":2\r\n" + "-ERR unknown 'FOO'\r\n")
        .sees(
            "> SET a",
            "> GET a",
            "> LRANGE l",
            "> INCR a",
            "> FOO",
            "< status",
            "< bulk string",
            "< array",
            "< integer",
            "< ERR");
  }

  private static Script inline() {
    return Script.named("inline")
        .client("PING\r\n  get 'a b' \nSET \"\\x61\\n\" 'it\\'s'\r\n")
        .backend("+PONG\r\n$-1\r\n" + OK)
        .sees("> PING", "> GET a b", "> SET a\\u000a", "< status", "< bulk string", "< status");
  }

  private static Script nothing() {
    return Script.named("nothing")
        .client("\r\n*0\r\n \n*-1\r\n" + command("KEYS *"))
        .backend("*-1\r\n")
        .sees("> pass", "> KEYS", "< array");
  }

  private static Script resp3() {
    String all =
        lines("%9", "+map", "~2", ":1", ":-2", "$1", "a", ",1.5e3")
            + lines("+big", "(123456789012345678901", "+verbatim", "=7", "txt:a\r\n")
            + lines("+null", "_", "+yes", "#t", "+error", "!9", "ERR \r\n$5\r", "+inf", ",inf")
            + lines("+nested", "*2", "%1", ":1", "*0", "|1", "+ttl", ":3", "$0", "");
    return Script.named("resp3")
        .client(commands("HELLO 3", "DEBUG PROTOCOL x", "GET a", "GET b", "GET c", "GET d"))
        .backend("%1\r\n" + bulk("proto") + ":3\r\n" + all)
        .backend(lines("|1", "+key", "*1", ":1", "$1", "v", "_", "#f", "=5", "txt:x"))
        .sees(
            "> HELLO", "> DEBUG", "> GET a", "> GET b", "> GET c", "> GET d", "< map", "< map",
            "< value", "< value", "< value", "< value");
  }

  private static Script subscriber() {
    String first = "*3\r\n" + bulk("subscribe") + bulk("a") + ":1\r\n";
    String message = array("message", "a", "hello\r\n*3\r\n");
    return Script.named("subscriber")
        .client(commands("SUBSCRIBE a b", "PSUBSCRIBE p*", "PING", "ECHO x"))
        .backend(first + message + "*3\r\n" + bulk("subscribe") + bulk("b") + ":2\r\n" + message)
        .backend("*3\r\n" + bulk("psubscribe") + bulk("p*") + ":3\r\n")
        .backend(array("pmessage", "p*", "pa", "x") + array("pong", "") + "-ERR Can't\r\n")
        .backend(message)
        .sees(
            "> SUBSCRIBE",
            "> PSUBSCRIBE",
            "> PING",
            "> ECHO",
            "< confirmation",
            "< pass",
            "< confirmation",
            "< pass",
            "< confirmation",
            "< pass",
            "< array",
            "< ERR",
            "< pass");
  }

  private static Script unsubscribesFromAll() {
    return Script.named("unsubscribes from all")
        .client(commands("SSUBSCRIBE s", "SUBSCRIBE a b", "UNSUBSCRIBE", "UNSUBSCRIBE"))
        .client(commands("SUNSUBSCRIBE s", "PUNSUBSCRIBE", "LRANGE l 0 -1"))
        .backend("*3\r\n" + bulk("ssubscribe") + bulk("s") + ":1\r\n")
        .backend("*3\r\n" + bulk("subscribe") + bulk("a") + ":1\r\n")
        .backend("*3\r\n" + bulk("subscribe") + bulk("b") + ":2\r\n")
        .backend("*3\r\n" + bulk("unsubscribe") + bulk("b") + ":1\r\n")
        .backend("*3\r\n" + bulk("unsubscribe") + bulk("a") + ":0\r\n")
        .backend("*3\r\n" + bulk("unsubscribe") + "$-1\r\n:0\r\n")
        .backend("*3\r\n" + bulk("sunsubscribe") + bulk("s") + ":0\r\n")
        .backend("*3\r\n" + bulk("punsubscribe") + "$-1\r\n:0\r\n")
        .backend(array("message", "of", "a list"))
        .sees(
            "> SSUBSCRIBE",
            "> SUBSCRIBE",
            "> UNSUBSCRIBE",
            "> UNSUBSCRIBE",
            "> SUNSUBSCRIBE",
            "> PUNSUBSCRIBE",
            "> LRANGE l",
            "< confirmation",
            "< confirmation",
            "< confirmation",
            "< confirmation",
            "< confirmation",
            "< confirmation",
            "< confirmation",
            "< confirmation",
            "< array");
  }

  private static Script pushes() {
    String invalidate = ">2\r\n" + bulk("invalidate") + "*1\r\n" + bulk("k");
    return Script.named("pushes")
        .client(commands("HELLO 3", "SUBSCRIBE a", "LRANGE l 0 -1", "GET k", "UNSUBSCRIBE"))
        .backend("%0\r\n>3\r\n" + bulk("subscribe") + bulk("a") + ":1\r\n")
        .backend(array("message", "a", "of the list") + invalidate + bulk("v"))
        .backend(">3\r\n" + bulk("message") + bulk("a") + bulk("hello"))
        .backend(">3\r\n" + bulk("unsubscribe") + bulk("a") + ":0\r\n" + invalidate)
        .sees(
            "> HELLO",
            "> SUBSCRIBE",
            "> LRANGE l",
            "> GET k",
            "> UNSUBSCRIBE",
            "< map",
            "< confirmation",
            "< array",
            "< pass",
            "< bulk string",
            "< pass",
            "< confirmation",
            "< pass");
  }

  private static Script silence() {
    return Script.named("silence")
        .client(commands("CLIENT REPLY SKIP", "SET a 1", "GET a", "client reply off", "SET a 2"))
        .client(commands("SUBSCRIBE c", "CLIENT REPLY SKIP", "CLIENT REPLY ON", "PING"))
        .backend(bulk("1") + "*3\r\n" + bulk("subscribe") + bulk("c") + ":1\r\n" + OK)
        .backend(array("pong", ""))
        .sees(
            "> CLIENT (silent)",
            "> SET a (silent)",
            "> GET a",
            "> CLIENT (silent)",
            "> SET a (silent)",
            "> SUBSCRIBE (silent)",
            "> CLIENT (silent)",
            "> CLIENT",
            "> PING",
            "< bulk string",
            "< pass",
            "< status",
            "< array");
  }

  private static Script transaction() {
    return Script.named("transaction")
        .client(commands("WATCH a", "MULTI", "SET a 1", "SUBSCRIBE c", "EXEC", "BLPOP l 0"))
        .backend(OK + OK + QUEUED + QUEUED + "*-1\r\n" + array("l", "x"))
        .sees(
            "> WATCH a",
            "> MULTI",
            "> SET a",
            "> SUBSCRIBE",
            "> EXEC",
            "> BLPOP l",
            "< status",
            "< status",
            "< status",
            "< status",
            "< array",
            "< array");
  }

  private static Script monitor() {
    String shown = "+1795245911.572927 [0 127.0.0.1:47612] \"PING\"\r\n";
    return Script.named("monitor")
        .client(commands("MONITOR", "PING"))
        .backend(OK + shown + "+PONG\r\n" + shown)
        .client(command("RESET"))
        .backend(shown + "+RESET\r\n")
        .sees(
            "> MONITOR",
            "> PING",
            "< status",
            "< pass",
            "< status",
            "< pass",
            "> RESET",
            "< pass",
            "< status");
  }

  private static Script reset() {
    return Script.named("reset")
        .client(commands("CLIENT REPLY OFF", "MULTI", "RESET", "GET a", "EXEC"))
        .backend("+RESET\r\n$-1\r\n-ERR EXEC without MULTI\r\n")
        .sees(
            "> CLIENT (silent)",
            "> MULTI (silent)",
            "> RESET",
            "> GET a",
            "> EXEC",
            "< status",
            "< bulk string",
            "< ERR");
  }

  private static Script replica() {
    return Script.named("replica")
        .client(commands("REPLCONF port 1", "PSYNC ? -1"))
        .backend(OK + "-NOMASTERLINK no\r\n")
        .sees("> REPLCONF", "> PSYNC", "< status", "< NOMASTERLINK");
  }
}
