package io.galopin.protocol.redis;

import static io.galopin.protocol.redis.Resp.array;
import static io.galopin.protocol.redis.Resp.bulk;
import static io.galopin.protocol.redis.Resp.command;
import static io.galopin.protocol.redis.Resp.commands;

import io.galopin.testkit.Script;
import java.util.List;

/** Conversations of real servers and clients. */
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
    return Script.of("pipelined")
        .client(commands("set a 1", "GET a", "LRANGE l 0 -1", "INCR a", "FOO x"))
        .backend(OK + bulk("1") + array("x", "", "z") + ":2\r\n" + "-ERR unknown 'FOO'\r\n")
        .sees("> SET a", ">| 27", "> GET a", ">| 20", "> LRANGE l", ">| 38", "> INCR a", ">| 21")
        .sees("> FOO", ">| 20")
        .sees("< status", "<| 5", "< bulk string", "<| 7", "< array", "<| 24", "< integer", "<| 4")
        .sees("< ERR", "<| 20");
  }

  private static Script inline() {
    return Script.of("inline")
        .client("PING\r\n  get 'a b' \nSET \"\\x61\\n\" 'it\\'s'\r\n")
        .backend("+PONG\r\n$-1\r\n" + OK)
        .sees("> PING", ">| 6", "> GET a b", ">| 13", "> SET a\\u000a", ">| 22")
        .sees("< status", "<| 7", "< bulk string", "<| 5", "< status", "<| 5");
  }

  private static Script nothing() {
    return Script.of("nothing")
        .client("\r\n*0\r\n \n*-1\r\n" + command("KEYS *"))
        .backend("*-1\r\n")
        .sees("> pass 13", "> KEYS", ">| 21")
        .sees("< array", "<| 5");
  }

  private static Script resp3() {
    String all =
        lines("%9", "+map", "~2", ":1", ":-2", "$1", "a", ",1.5e3")
            + lines("+big", "(123456789012345678901", "+verbatim", "=7", "txt:a\r\n")
            + lines("+null", "_", "+yes", "#t", "+error", "!9", "ERR \r\n$5\r", "+inf", ",inf")
            + lines("+nested", "*2", "%1", ":1", "*0", "|1", "+ttl", ":3", "$0", "");
    return Script.of("resp3")
        .client(commands("HELLO 3", "DEBUG PROTOCOL x", "GET a", "GET b", "GET c", "GET d"))
        .backend("%1\r\n" + bulk("proto") + ":3\r\n" + all)
        .backend(lines("|1", "+key", "*1", ":1", "$1", "v", "_", "#f", "=5", "txt:x"))
        .sees("> HELLO", ">| 22", "> DEBUG", ">| 36", "> GET a", ">| 20", "> GET b", ">| 20")
        .sees("> GET c", ">| 20", "> GET d", ">| 20")
        .sees("< map", "<| 19", "< map", "<| 192", "< value", "<| 25", "< value", "<| 3")
        .sees("< value", "<| 4", "< value", "<| 11");
  }

  private static Script subscriber() {
    String first = "*3\r\n" + bulk("subscribe") + bulk("a") + ":1\r\n";
    String message = array("message", "a", "hello\r\n*3\r\n");
    return Script.of("subscriber")
        .client(commands("SUBSCRIBE a b", "PSUBSCRIBE p*", "PING", "ECHO x"))
        .backend(first + message + "*3\r\n" + bulk("subscribe") + bulk("b") + ":2\r\n" + message)
        .backend("*3\r\n" + bulk("psubscribe") + bulk("p*") + ":3\r\n")
        .backend(array("pmessage", "p*", "pa", "x") + array("pong", "") + "-ERR Can't\r\n")
        .backend(message)
        .sees("> SUBSCRIBE", ">| 33", "> PSUBSCRIBE", ">| 29", "> PING", ">| 14")
        .sees("> ECHO", ">| 21")
        .sees("< confirmation", "<| 30", "< pass 42", "< confirmation", "<| 30", "< pass 42")
        .sees("< confirmation", "<| 33", "< pass 41", "< array", "<| 20", "< ERR", "<| 12")
        .sees("< pass 42");
  }

  private static Script unsubscribesFromAll() {
    return Script.of("unsubscribes from all")
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
        .sees("> SSUBSCRIBE", ">| 28", "> SUBSCRIBE", ">| 33", "> UNSUBSCRIBE", ">| 22")
        .sees("> UNSUBSCRIBE", ">| 22", "> SUNSUBSCRIBE", ">| 30", "> PUNSUBSCRIBE", ">| 23")
        .sees("> LRANGE l", ">| 38")
        .sees("< confirmation", "<| 32", "< confirmation", "<| 30", "< confirmation", "<| 30")
        .sees("< confirmation", "<| 33", "< confirmation", "<| 33", "< confirmation", "<| 31")
        .sees("< confirmation", "<| 34", "< confirmation", "<| 32", "< array", "<| 37");
  }

  private static Script pushes() {
    String invalidate = ">2\r\n" + bulk("invalidate") + "*1\r\n" + bulk("k");
    return Script.of("pushes")
        .client(commands("HELLO 3", "SUBSCRIBE a", "LRANGE l 0 -1", "GET k", "UNSUBSCRIBE"))
        .backend("%0\r\n>3\r\n" + bulk("subscribe") + bulk("a") + ":1\r\n")
        .backend(array("message", "a", "of the list") + invalidate + bulk("v"))
        .backend(">3\r\n" + bulk("message") + bulk("a") + bulk("hello"))
        .backend(">3\r\n" + bulk("unsubscribe") + bulk("a") + ":0\r\n" + invalidate)
        .sees("> HELLO", ">| 22", "> SUBSCRIBE", ">| 26", "> LRANGE l", ">| 38")
        .sees("> GET k", ">| 20", "> UNSUBSCRIBE", ">| 22")
        .sees("< map", "<| 4", "< confirmation", "<| 30", "< array", "<| 42", "< pass 32")
        .sees("< bulk string", "<| 7", "< pass 35", "< confirmation", "<| 33", "< pass 32");
  }

  private static Script silence() {
    return Script.of("silence")
        .client(commands("CLIENT REPLY SKIP", "SET a 1", "GET a", "client reply off", "SET a 2"))
        .client(commands("SUBSCRIBE c", "CLIENT REPLY SKIP", "CLIENT REPLY ON", "PING"))
        .backend(bulk("1") + "*3\r\n" + bulk("subscribe") + bulk("c") + ":1\r\n" + OK)
        .backend(array("pong", ""))
        .sees("> CLIENT, no reply", ">| 37", "> SET a, no reply", ">| 27", "> GET a", ">| 20")
        .sees("> CLIENT, no reply", ">| 36", "> SET a, no reply", ">| 27")
        .sees("> SUBSCRIBE, no reply", ">| 26", "> CLIENT, no reply", ">| 37", "> CLIENT", ">| 35")
        .sees("> PING", ">| 14")
        .sees("< bulk string", "<| 7", "< pass 30", "< status", "<| 5", "< array", "<| 20");
  }

  private static Script transaction() {
    return Script.of("transaction")
        .client(commands("WATCH a", "MULTI", "SET a 1", "SUBSCRIBE c", "EXEC", "BLPOP l 0"))
        .backend(OK + OK + QUEUED + QUEUED + "*-1\r\n" + array("l", "x"))
        .sees("> WATCH a", ">| 22", "> MULTI", ">| 15", "> SET a", ">| 27", "> SUBSCRIBE", ">| 26")
        .sees("> EXEC", ">| 14", "> BLPOP l", ">| 29")
        .sees("< status", "<| 5", "< status", "<| 5", "< status", "<| 9", "< status", "<| 9")
        .sees("< array", "<| 5", "< array", "<| 18");
  }

  private static Script monitor() {
    String shown = "+1795245911.572927 [0 127.0.0.1:47612] \"PING\"\r\n";
    return Script.of("monitor")
        .client(commands("MONITOR", "PING"))
        .backend(OK + shown + "+PONG\r\n" + shown)
        .client(command("RESET"))
        .backend(shown + "+RESET\r\n")
        .sees("> MONITOR", ">| 17", "> PING", ">| 14")
        .sees("< status", "<| 5", "< pass 47", "< status", "<| 7", "< pass 47")
        .sees("> RESET", ">| 15")
        .sees("< pass 47", "< status", "<| 8");
  }

  private static Script reset() {
    return Script.of("reset")
        .client(commands("CLIENT REPLY OFF", "MULTI", "RESET", "GET a", "EXEC"))
        .backend("+RESET\r\n$-1\r\n-ERR EXEC without MULTI\r\n")
        .sees("> CLIENT, no reply", ">| 36", "> MULTI, no reply", ">| 15", "> RESET", ">| 15")
        .sees("> GET a", ">| 20", "> EXEC", ">| 14")
        .sees("< status", "<| 8", "< bulk string", "<| 5", "< ERR", "<| 25");
  }

  private static Script replica() {
    return Script.of("replica")
        .client(commands("REPLCONF port 1", "PSYNC ? -1"))
        .backend(OK + "-NOMASTERLINK no\r\n")
        .sees("> REPLCONF", ">| 35", "> PSYNC", ">| 30")
        .sees("< status", "<| 5", "< NOMASTERLINK", "<| 18");
  }
}
