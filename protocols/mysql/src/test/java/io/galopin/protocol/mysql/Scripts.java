package io.galopin.protocol.mysql;

import static io.galopin.protocol.mysql.Wired.*;

import io.galopin.testkit.Script;
import java.util.List;

/** Conversations as servers and clients have them. */
final class Scripts {

  /** With EOFs, as old clients have it. */
  private static final long OLD = 0x000F_A20D;

  private static final long EOF_OUTDATED = OLD | Capabilities.DEPRECATE_EOF;

  private Scripts() {}

  static List<Script> all() {
    return List.of(
        rejected(),
        switched(),
        oldResults(),
        results(),
        moreResults(),
        prepared(),
        preparedAtOnce(),
        cursor(),
        optionalMetadata(),
        cachedMetadata(),
        queryAttributes(),
        file(),
        fileWithErrors(),
        changeUser(),
        large(),
        unasked(),
        progress(),
        others(),
        binlog(),
        tls());
  }

  /** One in which the client has logged in. */
  static Script loggedIn(String name, long capabilities) {
    return Script.of(name)
        .backend(greeting(capabilities | Capabilities.TLS))
        .client(login(capabilities))
        .backend(ok(2))
        .sees("> connect", "< greeting", "<| 77", "< OK", "<| 11");
  }

  private static Script rejected() {
    return Script.of("too many connections")
        .backend(packet(0, "\u00ff\u0010\u0004Too many connections"))
        .sees("> connect", "< ERR 1040", "<| 27");
  }

  private static Script switched() {
    return Script.of("the server wants another login")
        .backend(greeting(MYSQL))
        .client(login(OLD))
        .backend(packet(2, "\u00femysql_native_password\0saltsaltsaltsaltsalt\0"))
        .client(packet(3, "x".repeat(20)))
        .backend(packet(4, "\u0001\u0004"))
        .client(packet(5, "secretpassword\0"))
        .backend(ok(6))
        .client(command(Command.PING, ""))
        .backend(ok(1))
        .sees("> connect", "< greeting", "<| 77", "< login", "<| 48", "< login")
        .sees("<| 6", "< OK", "<| 11", "> PING", ">| 5", "< OK")
        .sees("<| 11");
  }

  private static Script oldResults() {
    return loggedIn("results with EOFs", OLD)
        .client(query("SELECT a FROM t"))
        .backend(packet(1, "\1") + column(2, "a") + eof(3, 2))
        .backend(packet(4, text("1")) + packet(5, "\u00fb") + eof(6, 2))
        .client(query("SELEKT"))
        .backend(error(1, 1064, "no"))
        .sees("> SELECT t", ">| 20", "< rows", "<| 68", "> OTHER", ">| 11")
        .sees("< ERR 1064", "<| 15");
  }

  private static Script results() {
    return loggedIn("results", EOF_OUTDATED)
        .client(query("SELECT a FROM shop.t"))
        .backend(packet(1, "\1") + column(2, "a") + packet(3, text("1")) + end(4, 2))
        .client(query("UPDATE t SET a = 'secret'"))
        .backend(ok(1, 3, 2))
        .sees("> SELECT shop.t", ">| 25", "< rows", "<| 56", "> UPDATE t", ">| 30")
        .sees("< OK", "<| 11");
  }

  private static Script moreResults() {
    return loggedIn("results one after another", EOF_OUTDATED)
        .client(query("CALL p()"))
        .backend(packet(1, "\1") + column(2, "a") + packet(3, text("1")) + end(4, 10))
        .backend(packet(5, "\2") + column(6, "a") + column(7, "b") + end(8, 10) + ok(9))
        .client(query("INSERT INTO t VALUES (1); COMMIT"))
        .backend(ok(1, 1, 11) + ok(2, 0, 2))
        .sees("> CALL", ">| 13", "< rows", "<| 151", "> INSERT t; COMMIT", ">| 37")
        .sees("< OK", "<| 22");
  }

  private static Script prepared() {
    return loggedIn("a prepared statement", OLD)
        .client(command(Command.STMT_PREPARE, "UPDATE orders SET a = ? WHERE b = ?"))
        .backend(packet(1, "\0" + number(5, 4) + "\1\0\2\0\0\0\0"))
        .backend(column(2, "?") + column(3, "?") + eof(4, 2) + column(5, "a") + eof(6, 2))
        .client(command(Command.STMT_SEND_LONG_DATA, number(5, 4) + "\0\0secret"))
        .client(command(Command.STMT_EXECUTE, number(5, 4) + "\0" + number(1, 4) + "\0\1\3\0"))
        .backend(ok(1, 1, 2))
        .client(command(Command.STMT_RESET, number(5, 4)))
        .backend(ok(1))
        .client(command(Command.STMT_CLOSE, number(5, 4)))
        .client(command(Command.STMT_EXECUTE, number(5, 4) + "\0" + number(1, 4)))
        .backend(error(1, 1243, "unknown"))
        .client(command(Command.QUIT, ""))
        .sees(
            "> PREPARE UPDATE orders",
            ">| 40",
            "< prepared",
            "<| 136",
            "> pass 17",
            "> UPDATE orders (prepared)")
        .sees(">| 18", "< OK", "<| 11", "> STMT_RESET", ">| 9", "< OK")
        .sees("<| 11", "> pass 9", "> OTHER (prepared)", ">| 14", "< ERR 1243", "<| 20")
        .sees("> pass 5");
  }

  private static Script preparedAtOnce() {
    return loggedIn("prepared and executed at once", MARIADB & ~Capabilities.TLS)
        .client(
            command(Command.STMT_PREPARE, "INSERT INTO t VALUES (?)")
                + command(Command.STMT_EXECUTE, number(-1, 4) + "\0" + number(1, 4)))
        .backend(packet(1, "\0" + number(1, 4) + "\0\0\1\0\0\0\0") + column(2, "?"))
        .backend(ok(1, 1, 2))
        .sees(
            "> PREPARE INSERT t", ">| 29", "> INSERT t (prepared)", ">| 14", "< prepared", "<| 50")
        .sees("< OK", "<| 11");
  }

  private static Script cursor() {
    return loggedIn("a cursor", OLD)
        .client(command(Command.STMT_PREPARE, "SELECT a FROM t"))
        .backend(packet(1, "\0" + number(1, 4) + "\1\0\0\0\0\0\0") + column(2, "a") + eof(3, 2))
        .client(command(Command.STMT_EXECUTE, number(1, 4) + "\1" + number(1, 4)))
        .backend(packet(1, "\1") + column(2, "a") + eof(3, 0x42))
        .client(command(Command.STMT_FETCH, number(1, 4) + number(1, 4)))
        .backend(packet(1, "\0\0\1a") + eof(2, 0x42))
        .client(command(Command.STMT_FETCH, number(1, 4) + number(1, 4)))
        .backend(eof(1, 0x82))
        .sees(
            "> PREPARE SELECT t", ">| 20", "< prepared", "<| 59", "> SELECT t (prepared)", ">| 14")
        .sees("< rows", "<| 48", "> STMT_FETCH", ">| 13", "< rows", "<| 17")
        .sees("> STMT_FETCH", ">| 13", "< rows", "<| 9");
  }

  private static Script optionalMetadata() {
    return loggedIn("results without columns", MYSQL & ~Capabilities.QUERY_ATTRIBUTES)
        .client(query("SELECT a FROM t"))
        .backend(packet(1, "\1\0") + packet(2, text("1")) + end(3, 2))
        .client(query("SELECT a FROM t"))
        .backend(packet(1, "\1\1") + column(2, "a") + packet(3, text("1")) + end(4, 2))
        .client(command(Command.STMT_PREPARE, "SELECT ? FROM t"))
        .backend(packet(1, "\0" + number(1, 4) + "\1\0\1\0\0\0\0\0"))
        .client(command(Command.PING, ""))
        .backend(ok(1))
        .sees("> SELECT t", ">| 20", "< rows", "<| 23", "> SELECT t", ">| 20")
        .sees("< rows", "<| 57", "> PREPARE SELECT t", ">| 20", "< prepared", "<| 17")
        .sees("> PING", ">| 5", "< OK", "<| 11");
  }

  private static Script cachedMetadata() {
    return loggedIn("results without columns, from MariaDB", MARIADB)
        .client(command(Command.STMT_EXECUTE, number(3, 4) + "\0" + number(1, 4)))
        .backend(packet(1, "\1\0") + packet(2, "\0\0" + text("1")) + end(3, 2))
        .sees("> OTHER (prepared)", ">| 14", "< rows", "<| 25");
  }

  private static Script queryAttributes() {
    String attributes =
        "\3\1\2\1"
            + number(0x08, 2)
            + text("n")
            + number(0xFE, 2)
            + text("s")
            + number(3, 2)
            + text("i")
            + number(9, 8)
            + number(1, 4);
    return loggedIn("attributes of queries", MYSQL & ~Capabilities.OPTIONAL_METADATA)
        .client(query("\0\1DELETE FROM t"))
        .backend(ok(1))
        .client(query(attributes + "DELETE FROM u"))
        .backend(ok(1))
        .client(query("\5\1DELETE FROM v"))
        .backend(ok(1))
        .sees("> DELETE t", ">| 20", "< OK", "<| 11", "> DELETE u", ">| 46")
        .sees("< OK", "<| 11", "> OTHER", ">| 20", "< OK", "<| 11");
  }

  private static Script file() {
    return loggedIn("a file", EOF_OUTDATED)
        .client(query("LOAD DATA LOCAL INFILE 'x' INTO TABLE t"))
        .backend(packet(1, "\u00fbx"))
        .client(packet(2, "1\n2\n") + packet(3, "3\n") + packet(4, ""))
        .backend(ok(5, 3, 2))
        .client(query("SELECT 1"))
        .backend(ok(1))
        .sees("> LOAD t", ">| 44", "< LOCAL INFILE", "<| 6", "> pass 18", "< OK")
        .sees("<| 11", "> SELECT", ">| 13", "< OK", "<| 11");
  }

  private static Script fileWithErrors() {
    return loggedIn("a file that the server does not like", EOF_OUTDATED)
        .client(query("LOAD DATA LOCAL INFILE 'x' INTO TABLE t"))
        .backend(packet(1, "\u00fbx"))
        .client(packet(2, "1\n"))
        .client(packet(3, ""))
        .backend(error(4, 1146, "no such table"))
        .sees("> LOAD t", ">| 44", "< LOCAL INFILE", "<| 6", "> pass 10", "< ERR 1146")
        .sees("<| 26");
  }

  private static Script changeUser() {
    return loggedIn("another user", EOF_OUTDATED)
        .client(command(Command.CHANGE_USER, "bob\0" + text("password") + "other\0-\0"))
        .backend(packet(1, "\u00femysql_native_password\0saltsaltsaltsaltsalt\0"))
        .client(packet(2, "x".repeat(20)))
        .backend(ok(3))
        .client(command(Command.RESET_CONNECTION, ""))
        .backend(ok(1))
        .sees("> CHANGE_USER", ">| 26", "< login", "<| 48", "> pass 24", "< OK")
        .sees("<| 11", "> RESET_CONNECTION", ">| 5", "< OK", "<| 11");
  }

  private static Script large() {
    return loggedIn("a statement that is not read to its end", EOF_OUTDATED)
        .client(query("INSERT INTO t VALUES ('" + "x".repeat(2000) + "')"))
        .backend(ok(1))
        .client(command(Command.INIT_DB, "other"))
        .backend(error(1, 1049, "unknown database"))
        .sees("> INSERT t", ">| 2030", "< OK", "<| 11", "> INIT_DB", ">| 10")
        .sees("< ERR 1049", "<| 29");
  }

  private static Script unasked() {
    return loggedIn("what nobody asked for", EOF_OUTDATED)
        .backend(packet(0, "odd"))
        .backend(error(0, 4031, "inactivity"))
        .sees("< pass 7", "< notice error, 23");
  }

  private static Script progress() {
    return loggedIn("progress", MARIADB)
        .client(query("ALTER TABLE t ENGINE=InnoDB"))
        .backend(packet(1, "\u00ff\u00ff\u00ff\1\1\2abc" + text("copy")))
        .backend(ok(2))
        .sees("> ALTER t", ">| 32", "< progress", "<| 18", "< OK", "<| 11");
  }

  private static Script others() {
    return loggedIn("other commands", EOF_OUTDATED)
        .client(command(Command.STATISTICS, "") + packet(0, "") + command(Command.DEBUG, ""))
        .backend(packet(1, "Uptime: 3") + error(1, 1047, "unknown command") + eof(1, 2))
        .client(command(Command.FIELD_LIST, "t\0") + query("USE other"))
        .backend(column(1, "a") + column(2, "b") + end(3, 2) + ok(1))
        .sees("> STATISTICS", ">| 5", "> SLEEP", ">| 4", "> DEBUG", ">| 5")
        .sees("< text", "<| 13", "< ERR 1047", "<| 28", "< OK", "<| 9")
        .sees("> FIELD_LIST", ">| 7", "> USE", ">| 14", "< rows", "<| 79")
        .sees("< OK", "<| 11");
  }

  private static Script binlog() {
    return loggedIn("replication", EOF_OUTDATED)
        .client(command(Command.REGISTER_SLAVE, "x") + command(Command.BINLOG_DUMP, "y"))
        .backend(ok(1))
        .backend(packet(1, "\0event") + packet(2, "\0event"))
        .sees("> REGISTER_SLAVE", ">| 6", "< OK", "<| 11", "> turn", "< turn");
  }

  private static Script tls() {
    return Script.of("TLS")
        .backend(greeting(MYSQL | Capabilities.TLS))
        .client(Wired.tls(OLD))
        .client("\u0016\3\1abc")
        .backend("\u0016\3\3abc")
        .sees("> connect", "< greeting", "<| 77");
  }
}
