package io.galopin.protocol.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replies to a GET, each in a form of its own: which pass and which are refused, and why. The
 * judges are RFC 9112 and, as a client, curl 7.88 and, as intermediaries, nginx 1.22 and HAProxy
 * 2.6: what all who take it cut alike passes as it came, also where one of them does not take it;
 * what two of them, or a parser that goes by the RFC, could cut differently is refused.
 */
final class ReplyTable {

  /**
   * One form.
   *
   * @param bytes the reply, whole unless it is refused before
   * @param flaw null if it passes
   */
  record Row(String name, String bytes, @Nullable Flaw flaw, String why) {

    @Override
    public String toString() {
      return name + ": " + (flaw == null ? "passes" : "refused") + ", " + why;
    }
  }

  private static final String RULE_1 = "no body, whatever the fields say: 6.3, rule 1";
  private static final String ONE_READING = "all read the same";
  private static final String NO_STATUS_LINE = "section 4";

  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String TWO = "Content-Length: 2\r\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
  private static final String CHUNKS = "2\r\nhi\r\n0\r\n\r\n";

  private ReplyTable() {}

  static List<Row> rows() {
    return List.of(
        // No body.
        passes("204, a length", "HTTP/1.1 204 No Content\r\n" + TWO + "\r\n", RULE_1),
        passes("204, both", "HTTP/1.1 204 No Content\r\n" + TWO + CHUNKED + "\r\n", RULE_1),
        passes("204, HTTP/1.0, chunked", "HTTP/1.0 204 No Content\r\n" + CHUNKED + "\r\n", RULE_1),
        passes("304, a length twice", "HTTP/1.1 304 Not\r\n" + TWO + TWO + "\r\n", RULE_1),
        passes("304, two", "HTTP/1.1 304 Not\r\n" + TWO + "Content-Length: 3\r\n\r\n", RULE_1),
        passes("304, no number", "HTTP/1.1 304 Not\r\nContent-Length: x\r\n\r\n", RULE_1),
        passes("205, a length", "HTTP/1.1 205 Reset\r\n" + TWO + "\r\nhi", "may have a body"),
        // Lengths.
        passes("a length twice", OK + TWO + TWO + "\r\nhi", ONE_READING),
        passes("a length with zeros", OK + TWO + "Content-Length: 02\r\n\r\nhi", ONE_READING),
        passes(
            "zeros to 30 digits",
            OK + "Content-Length: " + "0".repeat(29) + "2\r\n\r\nhi",
            ONE_READING),
        refused("two lengths", OK + TWO + "Content-Length: 3\r\n\r\n", Flaw.SECOND_LENGTH, "6.3"),
        refused("a list", OK + "Content-Length: 2, 2\r\n\r\n", Flaw.LENGTH, "nginx: no length"),
        refused("a sign", OK + "Content-Length: +2\r\n\r\n", Flaw.LENGTH, "nginx: no length"),
        refused("negative", OK + "Content-Length: -2\r\n\r\n", Flaw.LENGTH, "nginx: no length"),
        refused("no digits", OK + "Content-Length:\r\n\r\n", Flaw.LENGTH, "nginx: no length"),
        refused("two words", OK + "Content-Length: 2 2\r\n\r\n", Flaw.LENGTH, "curl: 2"),
        refused(
            "19 digits", OK + "Content-Length: 1" + "0".repeat(18) + "\r\n\r\n", Flaw.LENGTH, "63"),
        // Codings.
        passes("another case", OK + "Transfer-Encoding: CHUNKED\r\n\r\n" + CHUNKS, ONE_READING),
        passes("gzip before", OK + "Transfer-Encoding: gzip, chunked\r\n\r\n" + CHUNKS, "6.1"),
        passes(
            "deflate before", OK + "Transfer-Encoding: deflate, chunked\r\n\r\n" + CHUNKS, "6.1"),
        refused(
            "both", OK + TWO + CHUNKED + "\r\n", Flaw.LENGTH_AND_ENCODING, "HTTP/1.0: the length"),
        refused(
            "both, identity",
            OK + TWO + "Transfer-Encoding: identity\r\n\r\n",
            Flaw.LENGTH_AND_ENCODING,
            "nginx: the length, curl: the end"),
        refused(
            "chunked in HTTP/1.0",
            "HTTP/1.0 200 OK\r\n" + CHUNKED + "\r\n",
            Flaw.ENCODING_IN_HTTP_1_0,
            "6.1: faulty"),
        refused(
            "chunked twice", OK + CHUNKED + CHUNKED + "\r\n", Flaw.ENCODING_LIST, "once or twice"),
        refused(
            "an empty element",
            OK + "Transfer-Encoding: , chunked\r\n\r\n",
            Flaw.ENCODING_LIST,
            "HAProxy: bad"),
        refused(
            "chunked first",
            OK + "Transfer-Encoding: chunked, gzip\r\n\r\n",
            Flaw.ENCODING_ORDER,
            "nginx: chunks, 6.3: the end"),
        refused(
            "a parameter",
            OK + "Transfer-Encoding: chunked;q=1\r\n\r\n",
            Flaw.ENCODING_ORDER,
            "nginx: chunks, curl: unknown"),
        refused(
            "nearly chunked",
            OK + "Transfer-Encoding: xchunked\r\n\r\n",
            Flaw.ENCODING_ORDER,
            "nginx: chunks, 6.3: the end"),
        // Chunks.
        passes("space before an extension", chunks("2 ;a=b\r\nhi\r\n0\r\n\r\n"), "7.1.1"),
        passes("blanks behind a size", chunks("2 \t \r\nhi\r\n0  \r\n\r\n"), ONE_READING),
        passes("a quoted extension", chunks("2;a=\"x;y\"\r\nhi\r\n0\r\n\r\n"), "7.1.1"),
        passes("16 digits", chunks("0000000000000002\r\nhi\r\n000\r\n\r\n"), ONE_READING),
        passes("a trailer", chunks("2\r\nhi\r\n0\r\nA: b\r\n\r\n"), "7.1.2"),
        refused("17 digits", chunks("00000000000000002\r\n"), Flaw.CHUNK_SIZE, "curl: too long"),
        refused("64 bits", chunks("ffffffffffffffff\r\n"), Flaw.CHUNK_SIZE, "overflows"),
        refused("space before a size", chunks(" 2\r\n"), Flaw.CHUNK_SIZE, "all: bad"),
        refused("a word behind a size", chunks("2 x\r\n"), Flaw.CHUNK_SIZE, "HAProxy: bad"),
        refused("no size", chunks("g\r\n"), Flaw.CHUNK_SIZE, "all: bad"),
        refused("0x", chunks("0x2\r\n"), Flaw.CHUNK_SIZE, "0, or 2"),
        refused("LF behind a size", chunks("2\nhi"), Flaw.BARE_LF, "not in 2.2: end, or extension"),
        refused("LF in an extension", chunks("2;a\nhi"), Flaw.BARE_LF, "end, or extension"),
        refused("CR in an extension", chunks("2;a\rb\r\n"), Flaw.BARE_CR, "end, or extension"),
        refused("a longer chunk", chunks("1\r\nabc"), Flaw.CHUNK_END, "all: bad"),
        refused("a trailer without a colon", chunks("0\r\nA\r\n"), Flaw.NO_COLON, "curl: bad"),
        // Lines.
        passes("LF", OK.replace("\r", "") + TWO.replace("\r", "") + "\nhi", "2.2"),
        passes("LF here and there", OK + "A: b\n" + TWO + "\nhi", "2.2"),
        passes("an empty line before", "\r\n" + OK + TWO + "\r\nhi", "HAProxy skips it"),
        passes("a control character", OK + "A: \u0001\u001b\r\n" + TWO + "\r\nhi", ONE_READING),
        refused("five empty lines", "\r\n\n\r\n\r\n\r\n", Flaw.EMPTY_LINES, "has to end"),
        refused("CR", OK + "A: b\rC: d\r\n", Flaw.BARE_CR, "2.2: a line's end, or not"),
        refused("CR in the reason", "HTTP/1.1 200 O\rK\r\n", Flaw.BARE_CR, "2.2"),
        refused("NUL", OK + "A: \u0000\r\n", Flaw.CONTROL, "curl: bad"),
        refused("NUL in the reason", "HTTP/1.1 200 \u0000\r\n", Flaw.CONTROL, "curl: bad"),
        refused("a fold", OK + "A: b\r\n c\r\n", Flaw.FOLD, "5.2: a space, or a 502"),
        refused("no colon", OK + "A\r\n", Flaw.NO_COLON, "curl: bad"),
        refused(
            "space before a colon", OK + "Content-Length : 2\r\n", Flaw.SPACE_BEFORE_COLON, "5.1"),
        refused("no name", OK + ": b\r\n", Flaw.FIELD_NAME, "nginx: bad"),
        refused("no token", OK + "A(b): c\r\n", Flaw.FIELD_NAME, "HAProxy: bad"),
        refused("a long line", "HTTP/1.1 200 " + "a".repeat(300), Flaw.LONG_LINE, "max-line"),
        refused("a long head", OK + "A: b\r\n".repeat(200), Flaw.LONG_HEAD, "max-head"),
        // Status lines.
        passes("HTTP/1.2", "HTTP/1.2 200 OK\r\n" + CHUNKED + "\r\n" + CHUNKS, "RFC 9110, 2.5"),
        passes("HTTP/1.9", "HTTP/1.9 200 OK\r\n" + TWO + "\r\nhi", "RFC 9110, 2.5"),
        passes("two spaces", "HTTP/1.1  200 OK\r\n" + TWO + "\r\nhi", "section 4, as words"),
        passes("no reason", "HTTP/1.1 200\r\n" + TWO + "\r\nhi", ONE_READING),
        passes("999", "HTTP/1.1 999 Odd\r\n" + TWO + "\r\nhi", ONE_READING),
        refused("another protocol", "SSH-2.0", Flaw.STATUS_LINE, NO_STATUS_LINE),
        refused("HTTP/2", "HTTP/2.0 200 OK\r\n", Flaw.STATUS_LINE, "framed otherwise"),
        refused("HTTP/1.x", "HTTP/1.x 200 OK\r\n", Flaw.STATUS_LINE, NO_STATUS_LINE),
        refused("HTTP/1.10", "HTTP/1.10 200 OK\r\n", Flaw.STATUS_LINE, "one digit: 2.3"),
        refused("no status", "HTTP/1.1\r\n", Flaw.STATUS_LINE, NO_STATUS_LINE),
        refused("a tab", "HTTP/1.1\t200 OK\r\n", Flaw.STATUS_LINE, "curl: bad"),
        refused("two digits", "HTTP/1.1 20\r\n", Flaw.STATUS_LINE, NO_STATUS_LINE),
        refused("four digits", "HTTP/1.1 2000\r\n", Flaw.STATUS_LINE, NO_STATUS_LINE),
        refused("099", "HTTP/1.1 099 OK\r\n", Flaw.STATUS_LINE, "interim, or final"),
        refused("a letter", "HTTP/1.1 2x0 OK\r\n", Flaw.STATUS_LINE, NO_STATUS_LINE),
        refused("101 unasked", "HTTP/1.1 101 Go\r\n\r\n", Flaw.UNASKED_SWITCH, "15.2.2"));
  }

  private static String chunks(String body) {
    return OK + CHUNKED + "\r\n" + body;
  }

  private static Row passes(String name, String bytes, String why) {
    return new Row(name, bytes, null, why);
  }

  private static Row refused(String name, String bytes, Flaw flaw, String why) {
    return new Row(name, bytes, flaw, why);
  }
}
