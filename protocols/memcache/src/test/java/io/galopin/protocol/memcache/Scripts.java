package io.galopin.protocol.memcache;

import io.galopin.testkit.Script;
import java.util.List;

/** Valid conversations. */
final class Scripts {

  private Scripts() {}

  static List<Script> all() {
    return List.of(
        retrieval(),
        storage(),
        numbersAndTimes(),
        oddlyWritten(),
        noreply(),
        administration(),
        errors(),
        lists(),
        meta(),
        quietMeta(),
        quietMetaWithMarksThatBeginAlike(),
        quietMetaWithoutMarks(),
        metaThatSucceedsQuietly(),
        metaThatIsAnsweredInSpiteOfQ(),
        barrierAfterAnError(),
        unasked(),
        binary(),
        quietBinaryWithoutNumbers(),
        unaskedBinary(),
        quietBinary(),
        stat(),
        sasl(),
        quitQuietly());
  }

  private static Script retrieval() {
    return Script.of("get and gets, hits and misses, pipelined")
        .clientLines("get a", "get a b c", "gets a", "get nothing")
        .backendLines("VALUE a 0 5", "hello", "END")
        .backendLines("VALUE a 0 5", "END\r\n", "VALUE c 7 0", "", "END")
        .backendLines("VALUE a 0 1 42", "x", "END", "END")
        .sees("> get a", ">| 7", "> get a", ">| 11", "> gets a", ">| 8", "> get nothing", ">| 13")
        .sees("< VALUE", "<| 25", "< VALUE", "<| 40", "< VALUE", "<| 24", "< END", "<| 5");
  }

  private static Script storage() {
    return Script.of("storage commands with their values")
        .clientLines("set a 0 0 5", "hello", "add b 4294967295 -1 0", "", "replace c 1 2 2", "\r\n")
        .clientLines("append a 0 0 1", "x", "prepend a 0 0 1", "y", "cas a 0 0 1 42", "z")
        .backendLines("STORED", "STORED", "NOT_STORED", "STORED", "STORED", "EXISTS")
        .sees("> set a", ">| 20", "> add b", ">| 25", "> replace c", ">| 21")
        .sees("> append a", ">| 19", "> prepend a", ">| 20", "> cas a", ">| 19")
        .sees("< STORED", "<| 8", "< STORED", "<| 8", "< NOT_STORED", "<| 12")
        .sees("< STORED", "<| 8", "< STORED", "<| 8", "< EXISTS", "<| 8");
  }

  private static Script numbersAndTimes() {
    return Script.of("incr, decr, touch, delete, gat")
        .clientLines("incr n 5", "decr n 1", "touch n 60", "delete n", "gat 60 n m", "gats 60 n")
        .backendLines("12", "NOT_FOUND", "TOUCHED", "DELETED")
        .backendLines("VALUE n 0 1", "1", "END", "END")
        .sees("> incr n", ">| 10", "> decr n", ">| 10", "> touch n", ">| 12", "> delete n")
        .sees(">| 10", "> gat n", ">| 12", "> gats n", ">| 11")
        .sees("< NUMBER", "<| 4", "< NOT_FOUND", "<| 11", "< TOUCHED", "<| 9")
        .sees("< DELETED", "<| 9", "< VALUE", "<| 21", "< END", "<| 5");
  }

  private static Script oddlyWritten() {
    return Script.of("bare LF, many spaces, tabs and bytes beyond ASCII")
        .client("get a\n  get   b  \r\nset \u00e4\t 0 0 1\nx\r\n\r\n")
        .backendLines("END", "END", "STORED", "ERROR")
        .sees("> get a", ">| 6", "> get b", ">| 13", "> set \\ufffd\\u0009", ">| 16", "> ", ">| 2")
        .sees("< END", "<| 5", "< END", "<| 5", "< STORED", "<| 8", "< ERROR", "<| 7");
  }

  private static Script noreply() {
    return Script.of("noreply, and a key of that name")
        .clientLines("set a 0 0 1 noreply", "x", "delete a noreply", "incr a 1 noreply")
        .clientLines("touch a 1 noreply", "flush_all 10 noreply", "verbosity 1 noreply")
        .clientLines("cas a 0 0 1 5 noreply", "x", "delete noreply", "get noreply")
        .backendLines("NOT_FOUND", "END")
        .sees("> set a, no reply", ">| 24", "> delete a, no reply", ">| 18")
        .sees("> incr a, no reply", ">| 18", "> touch a, no reply", ">| 19")
        .sees("> flush_all, no reply", ">| 22", "> verbosity, no reply", ">| 21")
        .sees("> cas a, no reply", ">| 26", "> delete noreply", ">| 16", "> get noreply", ">| 13")
        .sees("< NOT_FOUND", "<| 11", "< END", "<| 5");
  }

  private static Script administration() {
    return Script.of("commands without a key")
        .clientLines(
            "version", "flush_all", "verbosity 1", "stats reset", "slabs automove 1", "quit")
        .backendLines("VERSION 1.6.18", "OK", "OK", "RESET", "OK")
        .sees("> version", ">| 9", "> flush_all", ">| 11", "> verbosity", ">| 13", "> stats")
        .sees(">| 13", "> slabs", ">| 18", "> quit, no reply", ">| 6")
        .sees("< VERSION", "<| 16", "< OK", "<| 4", "< OK", "<| 4", "< RESET", "<| 7")
        .sees("< OK", "<| 4");
  }

  private static Script errors() {
    return Script.of("errors, one in the middle of a list")
        .clientLines("nonsense", "get", "incr a x", "get a b", "get c")
        .backendLines("ERROR", "ERROR", "CLIENT_ERROR invalid numeric delta argument")
        .backendLines("VALUE a 0 1", "x", "SERVER_ERROR out of memory writing get response", "END")
        .sees("> nonsense", ">| 10", "> get", ">| 5", "> incr a", ">| 10", "> get a", ">| 9")
        .sees("> get c", ">| 7", "< ERROR", "<| 7", "< ERROR", "<| 7", "< CLIENT_ERROR", "<| 45")
        .sees("< VALUE", "<| 65", "< END", "<| 5");
  }

  private static Script lists() {
    return Script.of("lists of lines")
        .clientLines(
            "stats", "stats cachedump 1 0", "stats detail dump", "lru_crawler metadump all")
        .backendLines("STAT pid 1", "STAT version 1.6", "END", "ITEM a [1 b; 0 s]", "END")
        .backendLines("PREFIX a get 1", "END", "key=a exp=-1", "key=b exp=-1", "END")
        .sees("> stats", ">| 7", "> stats", ">| 21", "> stats", ">| 19", "> lru_crawler", ">| 26")
        .sees("< STAT", "<| 35", "< ITEM", "<| 24", "< PREFIX", "<| 21", "< DUMP", "<| 33");
  }

  private static Script meta() {
    return Script.of("meta commands")
        .clientLines(
            "mg a v t", "mg a", "mg b v", "ms a 2 T9", "hi", "md a", "ma n v", "me a", "mn")
        .backendLines("VA 2 t-1", "hi", "HD", "EN", "HD", "NF", "VA 1", "7", "ME a exp=-1", "MN")
        .sees("> mg a", ">| 10", "> mg a", ">| 6", "> mg b", ">| 8", "> ms a", ">| 15")
        .sees("> md a", ">| 6", "> ma n", ">| 8", "> me a", ">| 6", "> mn", ">| 4")
        .sees("< VA", "<| 14", "< HD", "<| 4", "< EN", "<| 4", "< HD", "<| 4", "< NF", "<| 4")
        .sees("< VA", "<| 9", "< ME", "<| 13", "< MN", "<| 4");
  }

  private static Script quietMeta() {
    return Script.of("quiet meta commands, told apart by opaque and key")
        .clientLines(
            "mg a v q O1", "mg b v O2 q", "mg c v k q", "ms d 1 q O4", "x", "md e q k", "mn")
        .backendLines("VA 1 O2", "x", "VA 1 kc", "y", "NS O4", "MN")
        .sees("> mg a", ">| 13", "> mg b", ">| 13", "> mg c", ">| 12", "> ms d", ">| 16")
        .sees("> md e", ">| 10", "> mn", ">| 4")
        .sees("< none to mg a", "< VA", "<| 12", "< VA", "<| 12", "< NS", "<| 7")
        .sees("< none to md e", "< MN", "<| 4");
  }

  private static Script quietMetaWithMarksThatBeginAlike() {
    return Script.of("quiet meta commands, told apart by marks that begin alike")
        .clientLines("mg a v q O10", "mg b v q O101", "mg cd v q k", "mg ce v q k", "mn")
        .backendLines("VA 1 O101", "x", "VA 1 kce", "y", "MN")
        .sees("> mg a", ">| 14", "> mg b", ">| 15", "> mg cd", ">| 13", "> mg ce", ">| 13")
        .sees("> mn", ">| 4", "< none to mg a", "< VA", "<| 14", "< none to mg cd", "< VA")
        .sees("<| 13", "< MN", "<| 4");
  }

  private static Script quietMetaWithoutMarks() {
    return Script.of("quiet meta commands, told apart by what they can be answered")
        .clientLines("mg a q", "mg b v q", "ms c 0 q", "", "md d q", "mg e v")
        .backendLines("VA 1", "b", "EX", "EN")
        .sees("> mg a", ">| 8", "> mg b", ">| 10", "> ms c", ">| 12", "> md d", ">| 8")
        .sees("> mg e", ">| 8", "< none to mg a", "< VA", "<| 9", "< EX", "<| 4")
        .sees("< none to md d", "< EN", "<| 4");
  }

  private static Script metaThatSucceedsQuietly() {
    return Script.of("quiet meta commands whose success is not told")
        .clientLines("ms a 1 q", "x", "md b q", "ms c 1", "y", "mn")
        .backendLines("HD", "MN")
        .sees("> ms a", ">| 13", "> md b", ">| 8", "> ms c", ">| 11", "> mn", ">| 4")
        .sees("< none to ms a", "< none to md b", "< HD", "<| 4", "< MN", "<| 4");
  }

  private static Script metaThatIsAnsweredInSpiteOfQ() {
    return Script.of("meta commands that are answered in spite of the flag q")
        .clientLines("me a q", "get a", "ma n q N0", "ma n q", "ma m q v N0", "mn")
        .backendLines("ME a exp=-1", "END", "HD", "VA 1", "0", "MN")
        .sees("> me a", ">| 8", "> get a", ">| 7", "> ma n", ">| 11", "> ma n", ">| 8")
        .sees("> ma m", ">| 13", "> mn", ">| 4", "< ME", "<| 13", "< END", "<| 5", "< HD", "<| 4")
        .sees("< none to ma n", "< VA", "<| 9", "< MN", "<| 4");
  }

  private static Script barrierAfterAnError() {
    return Script.of("the barrier puts right whose an error was")
        .clientLines("mg a q", "mg", "mn", "get a")
        .backendLines("ERROR", "MN", "END")
        .sees("> mg a", ">| 8", "> mg", ">| 4", "> mn", ">| 4", "> get a", ">| 7")
        .sees("< ERROR", "<| 7", "< none to mg", "< MN", "<| 4", "< END", "<| 5");
  }

  private static Script unasked() {
    return Script.of("what the server says unasked")
        .backendLines("ERROR Too many open connections")
        .clientLines("watch evictions")
        .backendLines("OK", "ts=1 gid=2 type=eviction")
        .clientLines("set a 0 0 1 noreply", "x")
        .backendLines("SERVER_ERROR out of memory storing object")
        .sees("< pass 33", "> watch", ">| 17", "< OK", "<| 4", "< pass 26")
        .sees("> set a, no reply", ">| 24", "< pass 43");
  }

  private static Script binary() {
    return Script.of("binary, requests and replies with all their parts")
        .client(Packet.join(Packet.request(0x01, 1).withExtras(8).withKey("k").withValue("v\r\n")))
        .client(Packet.join(Packet.request(0x00, 2).withKey("k"), Packet.request(0x0A, 3)))
        .client(Packet.join(Packet.request(0x55, 4), Packet.request(0x07, 5)))
        .backend(Packet.join(Packet.reply(0x01, 1)))
        .backend(Packet.join(Packet.reply(0x00, 2).withExtras(4).withKey("k").withValue("v\r\n")))
        .backend(Packet.join(Packet.reply(0x0A, 3)))
        .backend(Packet.join(Packet.reply(0x55, 4).withStatus(0x81).withValue("Unknown command")))
        .backend(Packet.join(Packet.reply(0x07, 5)))
        .sees("> set k", ">| 36", "> get k", ">| 25", "> noop", ">| 24", "> 0x55", ">| 24")
        .sees("> quit", ">| 24", "< SUCCESS", "<| 24", "< SUCCESS", "<| 32", "< SUCCESS", "<| 24")
        .sees("< UNKNOWN_COMMAND", "<| 39", "< SUCCESS", "<| 24");
  }

  private static Script quietBinaryWithoutNumbers() {
    return Script.of(
            "binary, quiet requests told apart by what they are, errors to them said aloud")
        .client(Packet.join(Packet.request(0x09, 0).withKey("a"), Packet.request(0x11, 0)))
        .client(Packet.join(Packet.request(0x32, 0), Packet.request(0x0A, 0)))
        .backend(Packet.join(Packet.reply(0x01, 0).withStatus(2)))
        .backend(Packet.join(Packet.reply(0x31, 0).withStatus(1), Packet.reply(0x0A, 0)))
        .sees("> getq a", ">| 25", "> setq", ">| 24", "> rsetq", ">| 24", "> noop", ">| 24")
        .sees("< none to getq a", "< KEY_EXISTS", "<| 24", "< KEY_NOT_FOUND", "<| 24")
        .sees("< SUCCESS", "<| 24");
  }

  private static Script unaskedBinary() {
    return Script.of("binary, what the server says unasked")
        .client(Packet.join(Packet.request(0x0A, 1)))
        .backend(Packet.join(Packet.reply(0x0A, 1), Packet.reply(0x0A, 0)))
        .client(Packet.join(Packet.request(0x0B, 2)))
        .backend(Packet.join(Packet.reply(0x0B, 2).withValue("1.6")))
        .sees("> noop", ">| 24", "< SUCCESS", "<| 24", "< pass 24")
        .sees("> version", ">| 24", "< SUCCESS", "<| 27");
  }

  private static Script quietBinary() {
    return Script.of("binary, quiet requests")
        .client(
            Packet.join(Packet.request(0x09, 1).withKey("a"), Packet.request(0x0D, 2).withKey("b")))
        .client(
            Packet.join(
                Packet.request(0x11, 3).withExtras(8).withKey("c"), Packet.request(0x0A, 4)))
        .backend(Packet.join(Packet.reply(0x0D, 2).withExtras(4).withKey("b").withValue("x")))
        .backend(Packet.join(Packet.reply(0x11, 3).withStatus(2).withValue("Data exists for key.")))
        .backend(Packet.join(Packet.reply(0x0A, 4)))
        .client(
            Packet.join(
                Packet.request(0x1A, 5).withKey("d"), Packet.request(0x24, 6).withExtras(4)))
        .client(Packet.join(Packet.request(0x00, 7).withKey("e")))
        .backend(Packet.join(Packet.reply(0x00, 7).withStatus(1)))
        .sees("> getq a", ">| 25", "> getkq b", ">| 25", "> setq c", ">| 33", "> noop", ">| 24")
        .sees("< none to getq a", "< SUCCESS", "<| 30", "< KEY_EXISTS", "<| 44")
        .sees("< SUCCESS", "<| 24", "> prependq d", ">| 25", "> gatkq", ">| 28", "> get e", ">| 25")
        .sees("< none to prependq d", "< none to gatkq", "< KEY_NOT_FOUND", "<| 24");
  }

  private static Script stat() {
    return Script.of("binary, stat and its many replies")
        .client(Packet.join(Packet.request(0x10, 1), Packet.request(0x10, 2).withKey("x")))
        .client(Packet.join(Packet.request(0x0B, 3)))
        .backend(Packet.join(Packet.reply(0x10, 1).withKey("pid").withValue("12345")))
        .backend(Packet.join(Packet.reply(0x10, 1).withKey("empty"), Packet.reply(0x10, 1)))
        .backend(Packet.join(Packet.reply(0x10, 2).withStatus(1).withValue("Not found")))
        .backend(Packet.join(Packet.reply(0x0B, 3).withValue("1.6")))
        .sees("> stat", ">| 24", "> stat x", ">| 25", "> version", ">| 24")
        .sees("< SUCCESS", "<| 85", "< KEY_NOT_FOUND", "<| 33", "< SUCCESS", "<| 27");
  }

  private static Script sasl() {
    return Script.of("binary, authentication")
        .client(Packet.join(Packet.request(0x20, 0)))
        .backend(Packet.join(Packet.reply(0x20, 0).withValue("PLAIN")))
        .client(Packet.join(Packet.request(0x21, 0).withKey("PLAIN").withValue("\0user\0secret")))
        .backend(Packet.join(Packet.reply(0x21, 0).withStatus(0x20).withValue("Auth failure.")))
        .sees("> sasl-list-mechs", ">| 24", "< SUCCESS", "<| 29", "> sasl-auth PLAIN", ">| 41")
        .sees("< AUTH_ERROR", "<| 37");
  }

  private static Script quitQuietly() {
    return Script.of("binary, a quit that is not answered")
        .client(Packet.join(Packet.request(0x18, 1), Packet.request(0x17, 2)))
        .sees("> flushq", ">| 24", "> quitq, no reply", ">| 24");
  }
}
