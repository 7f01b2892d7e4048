package io.galopin.protocol.postgres;

import static io.galopin.protocol.postgres.Messages.BOUND;
import static io.galopin.protocol.postgres.Messages.CLOSED;
import static io.galopin.protocol.postgres.Messages.DESCRIPTION;
import static io.galopin.protocol.postgres.Messages.EMPTY;
import static io.galopin.protocol.postgres.Messages.FLUSH;
import static io.galopin.protocol.postgres.Messages.LOGGED_IN;
import static io.galopin.protocol.postgres.Messages.NO_DATA;
import static io.galopin.protocol.postgres.Messages.PARSED;
import static io.galopin.protocol.postgres.Messages.STARTUP;
import static io.galopin.protocol.postgres.Messages.SUSPENDED;
import static io.galopin.protocol.postgres.Messages.SYNC;
import static io.galopin.protocol.postgres.Messages.TERMINATE;
import static io.galopin.protocol.postgres.Messages.bind;
import static io.galopin.protocol.postgres.Messages.close;
import static io.galopin.protocol.postgres.Messages.complete;
import static io.galopin.protocol.postgres.Messages.describe;
import static io.galopin.protocol.postgres.Messages.error;
import static io.galopin.protocol.postgres.Messages.execute;
import static io.galopin.protocol.postgres.Messages.int16;
import static io.galopin.protocol.postgres.Messages.int32;
import static io.galopin.protocol.postgres.Messages.message;
import static io.galopin.protocol.postgres.Messages.notice;
import static io.galopin.protocol.postgres.Messages.notification;
import static io.galopin.protocol.postgres.Messages.parameter;
import static io.galopin.protocol.postgres.Messages.parse;
import static io.galopin.protocol.postgres.Messages.query;
import static io.galopin.protocol.postgres.Messages.ready;
import static io.galopin.protocol.postgres.Messages.request;
import static io.galopin.protocol.postgres.Messages.row;

import io.galopin.testkit.Script;
import java.util.List;

/** Conversations as servers and clients have them. */
final class Scripts {

  private Scripts() {}

  static List<Script> all() {
    return List.of(
        authentication(),
        declined(),
        refusedLogin(),
        cancel(),
        simple(),
        extended(),
        pipelined(),
        flushed(),
        cursor(),
        copyIn(),
        copyInExtended(),
        copyOut(),
        copyFails(),
        unasked(),
        shutdown(),
        function(),
        replication());
  }

  private static Script started(String name) {
    return Script.of(name)
        .client(STARTUP)
        .backend(LOGGED_IN)
        .sees("> Startup shop", "< ok", "<| " + LOGGED_IN.length());
  }

  private static Script authentication() {
    String sasl = message('R', int32(10) + "SCRAM-SHA-256\0\0");
    String goOn = message('R', int32(11) + "r=1");
    String done = message('R', int32(12) + "v=2");
    return Script.of("authentication")
        .client(STARTUP)
        .backend(message('v', int32(196_608) + int32(0)) + sasl)
        .client(message('p', "SCRAM-SHA-256\0" + int32(6) + "n,,n=x"))
        .backend(goOn)
        .client(message('p', "c=biws"))
        .backend(done + LOGGED_IN)
        .client(TERMINATE)
        .sees("> Startup shop")
        .sees("< authentication", "<| 13", "< authentication", "<| 24")
        .sees("< authentication", "<| 12", "< authentication", "<| 12", "< ok")
        .sees("<| " + LOGGED_IN.length(), "> pass 5");
  }

  private static Script declined() {
    return Script.of("declined")
        .client(request(80_877_104))
        .backend("N")
        .client(request(80_877_103))
        .backend("N")
        .client(STARTUP)
        .backend(LOGGED_IN)
        .sees("> pass 8", "< pass 1", "> pass 8", "< pass 1")
        .sees("> Startup shop", "< ok", "<| " + LOGGED_IN.length());
  }

  private static Script refusedLogin() {
    String refused = error("FATAL", "3D000", "no such database");
    return Script.of("refused login")
        .client(STARTUP)
        .backend(refused)
        .sees("> Startup shop", "< 3D000", "<| " + refused.length());
  }

  private static Script cancel() {
    return Script.of("cancel")
        .client(int32(16) + int32(80_877_102) + int32(7) + int32(8))
        .sees("> pass 16");
  }

  private static Script simple() {
    String rows = DESCRIPTION + row("1") + row("22");
    return started("simple")
        .client(query("SELECT id FROM shop.orders WHERE name = 'secret'"))
        .backend(rows + complete("SELECT 2") + ready('I'))
        .client(query("BEGIN; UPDATE orders SET x = 1; COMMIT"))
        .backend(complete("BEGIN") + complete("UPDATE 3") + complete("COMMIT") + ready('I'))
        .client(query("SELECT 1/0"))
        .backend(error("ERROR", "22012", "division by zero") + ready('I'))
        .client(query(""))
        .backend(EMPTY + ready('I'))
        .sees("> SELECT shop.orders", ">| 54", "< rows", "<| 73")
        .sees("> BEGIN; UPDATE orders; COMMIT", ">| 44", "< UPDATE 3", "<| 43")
        .sees("> SELECT", ">| 16", "< 22012", "<| 51")
        .sees("> Query", ">| 6", "< empty", "<| 11");
  }

  private static Script extended() {
    return started("extended")
        .client(parse("s", "UPDATE orders SET x = $1") + bind("", "s") + execute("") + SYNC)
        .backend(PARSED + BOUND + complete("UPDATE 3") + ready('I'))
        .client(bind("", "s") + describe() + execute("") + SYNC)
        .backend(BOUND + NO_DATA + complete("UPDATE 0") + ready('I'))
        .client(close('S', "s") + SYNC)
        .backend(CLOSED + ready('I'))
        .client(parse("", "SELECT 1") + SYNC)
        .backend(PARSED + ready('I'))
        .sees("> UPDATE orders", ">| 63", "< UPDATE 3", "<| 30")
        .sees("> UPDATE orders (prepared)", ">| 36", "< UPDATE 0", "<| 30")
        .sees("> Close", ">| 13", "< ready", "<| 11")
        .sees("> Parse", ">| 22", "< ready", "<| 11");
  }

  private static Script pipelined() {
    String begin = parse("", "BEGIN") + bind("", "") + execute("");
    String insert = parse("", "INSERT INTO a VALUES (1)") + bind("", "") + execute("") + SYNC;
    String commit = parse("", "COMMIT") + bind("", "") + execute("") + SYNC;
    return started("pipelined")
        .client(begin + insert + insert + commit)
        .backend(PARSED + BOUND + complete("BEGIN"))
        .backend(PARSED + BOUND + complete("INSERT 0 1") + ready('T'))
        .backend(PARSED + error("ERROR", "23505", "twice") + ready('E'))
        .backend(PARSED + BOUND + complete("ROLLBACK") + ready('I'))
        .sees("> BEGIN; INSERT a", ">| 98", "> INSERT a", ">| 61")
        .sees("> COMMIT", ">| 43")
        .sees("< INSERT 0 1", "<| 53", "< 23505", "<| 45", "< ROLLBACK", "<| 30");
  }

  private static Script flushed() {
    return started("flushed")
        .client(parse("", "SELECT id FROM a") + message('D', "S\0") + FLUSH)
        .backend(PARSED + message('t', int16(0)) + DESCRIPTION)
        .client(bind("", "") + execute("") + SYNC + FLUSH)
        .backend(BOUND + row("1") + complete("SELECT 1") + ready('I'))
        .sees("> SELECT a", "< reply", ">| 65", "> pass 5", "<| 77");
  }

  private static Script cursor() {
    return started("cursor")
        .client(parse("", "SELECT id FROM a") + bind("c", "") + execute("c") + SYNC)
        .backend(PARSED + BOUND + row("1") + SUSPENDED + ready('T'))
        .client(execute("c") + SYNC)
        .backend(row("2") + row("3") + complete("SELECT 2") + ready('T'))
        .sees("> SELECT a", ">| 55", "< rows", "<| 33")
        .sees("> SELECT a (prepared)", ">| 16", "< rows", "<| 44");
  }

  private static Script copyIn() {
    return started("copy in")
        .client(query("COPY a FROM STDIN"))
        .backend(message('G', "\0" + int16(0)))
        .client(message('d', "1\n") + message('d', "2\n") + message('c', ""))
        .backend(complete("COPY 2") + ready('I'))
        .sees("> COPY a", ">| 23", "< copy in", "<| 8", "< COPY 2", "<| 18");
  }

  private static Script copyInExtended() {
    return started("copy in, extended")
        .client(parse("", "COPY a FROM STDIN") + bind("", "") + execute("") + SYNC)
        .backend(PARSED + BOUND + message('G', "\0" + int16(0)))
        .client(message('d', "1\n") + message('c', "") + SYNC)
        .backend(complete("COPY 1") + ready('I'))
        .client(query("COMMIT"))
        .backend(complete("COMMIT") + ready('I'))
        .sees("> COPY a", ">| 54", "< copy in", "<| 18", ">| 71", "< COPY 1", "<| 18")
        .sees("> COMMIT", ">| 12", "< COMMIT", "<| 18");
  }

  private static Script copyOut() {
    String data = message('d', "1\n") + message('d', "2\n") + message('c', "");
    return started("copy out")
        .client(query("COPY a TO STDOUT"))
        .backend(message('H', "\0" + int16(0)) + data + complete("COPY 2") + ready('I'))
        .sees("> COPY a", ">| 22", "< copy out", "<| 45");
  }

  private static Script copyFails() {
    return started("copy fails")
        .client(query("COPY a FROM STDIN"))
        .backend(message('G', "\0" + int16(0)))
        .client(message('d', "x\n"))
        .backend(error("ERROR", "22P02", "no number") + ready('I'))
        .client(message('d', "y\n") + message('f', "no more\0") + query("SELECT 1"))
        .backend(DESCRIPTION + row("1") + complete("SELECT 1") + ready('I'))
        .sees("> COPY a", ">| 23", "< copy in", "<| 8", "< 22P02", "<| 44")
        .sees("> SELECT", ">| 14", "< rows", "<| 60");
  }

  private static Script unasked() {
    return started("unasked")
        .backend(notification("news") + parameter("TimeZone", "UTC") + notice("hello"))
        .client(query("SET TimeZone TO 'UTC'") + query("SELECT 1"))
        .backend(notice("first") + complete("SET"))
        .backend(parameter("TimeZone", "UTC") + ready('I'))
        .backend(DESCRIPTION + notice("within") + row("1") + complete("SELECT 1"))
        .backend(notification("news") + ready('I'))
        .sees("< notice notification, 15", "< notice parameter status, 18")
        .sees("< notice notice, 28", "> SET", ">| 27", "> SELECT", ">| 14")
        .sees("< notice notice, 28", "< SET", "< notice parameter status, 18", "<| 15")
        .sees("< rows", "< notice notification, 15", "<| 89");
  }

  private static Script shutdown() {
    String said = error("FATAL", "57P01", "terminating connection");
    return started("shutdown").backend(said).sees("< notice error, " + said.length());
  }

  private static Script function() {
    return started("function")
        .client(message('F', int32(1) + int16(0) + int16(0) + int16(0)))
        .backend(message('V', int32(-1)) + ready('I'))
        .sees("> FunctionCall", ">| 15", "< function result", "<| 15");
  }

  private static Script replication() {
    return started("replication")
        .client(query("START_REPLICATION 0/0"))
        .backend(message('W', "\0" + int16(0)))
        .client(message('d', "r"))
        .backend(message('d', "w"))
        .client(message('d', "s"))
        .backend(message('d', "x"))
        .sees("> OTHER", ">| 27", "< replication", "<| 8")
        .sees("> turn", "< turn", "> turn", "< turn");
  }
}
