package io.galopin.hostile;

import static io.galopin.hostile.Form.cut;
import static io.galopin.hostile.Form.forwarded;
import static io.galopin.hostile.Form.post;
import static io.galopin.hostile.Form.refused;

import java.util.List;

/** Forms that leave it open where a body ends. */
final class LengthForms {

  private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String NONE = "0\r\n\r\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked";
  private static final String HELLO = "5\r\nhello\r\n" + NONE;
  private static final String CHUNKS = post(CHUNKED, "");

  private LengthForms() {}

  static List<Form> both() {
    return List.of(
        refused(
            post("Content-Length: 6\r\n" + CHUNKED, NONE + "G"),
            "CL.TE: the end is 6 bytes on or at the last chunk"),
        refused(
            post(CHUNKED + "\r\nContent-Length: 4", "5c\r\n" + SMUGGLED),
            "TE.CL: the end is at the last chunk or 4 bytes on"),
        refused(
            post("Content-Length: 0\r\n" + CHUNKED, NONE + SMUGGLED),
            "no body by one header, chunks by the other"),
        refused(
            post("content-length: 5\r\nTRANSFER-ENCODING:\tCHUNKED", HELLO),
            "both headers, in another case and with a tab"),
        forwarded(
            post("Content-Length: 5\r\nTransfer_Encoding: chunked", "hello"),
            "another header's name, so only the length counts",
            "POST /"),
        forwarded(
            post("Content-Length: 5\r\nX-Transfer-Encoding: chunked", "hello"),
            "a header whose name only ends so does not frame",
            "POST /"),
        forwarded(
            post("Connection: Content-Length\r\nContent-Length: " + SMUGGLED.length(), SMUGGLED),
            "a length that Connection names is still the length",
            "POST /"),
        forwarded(
            "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello" + SMUGGLED,
            "CL.0: a GET may have a body, and what it says of it counts",
            "GET /",
            "GET /smuggled"),
        forwarded(
            "OPTIONS * HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + HELLO,
            "TE.0: so may any other method",
            "OPTIONS *"),
        forwarded(
            post("Expect: 100-continue\r\nContent-Length: 5", "hello" + SMUGGLED),
            "a body that should have waited is a body all the same",
            "POST /",
            "GET /smuggled"));
  }

  static List<Form> encodings() {
    return List.of(
        forwarded(post("Transfer-Encoding: cHuNkEd", HELLO), "codings have no case", "POST /"),
        forwarded(
            post("Transfer-Encoding:\t chunked \t", HELLO), "blanks surround the value", "POST /"),
        encoding(" xchunked", "an unknown coding, by its end a known one"),
        encoding(" chunked-x", "an unknown coding, by its beginning a known one"),
        encoding(" chunk", "an unknown coding"),
        encoding(" identity", "a coding that HTTP has given up: chunks or none"),
        encoding(" chunked, identity", "chunked is not last: only the close would end it"),
        encoding(" identity, chunked", "not exactly chunked, which is all that servers agree on"),
        encoding(" gzip, chunked", "not exactly chunked, which is all that servers agree on"),
        encoding(" chunked, chunked", "chunked twice: decoded once or twice"),
        encoding(" chunked,", "a list with an empty element"),
        encoding(" , chunked", "a list with an empty element"),
        encoding("", "an empty value: chunks or none"),
        encoding(" \"chunked\"", "a quoted string, which some servers unquote"),
        encoding(" 'chunked'", "quotes that are none in HTTP"),
        encoding(" chunked;q=1", "a parameter, which some servers cut off"),
        encoding(" chunked chunked", "two words in one"),
        encoding(" chun\u00e2\u0084\u00aaed", "a letter that lower-casing turns into a k"),
        encoding(" \u000bchunked", "a vertical tab, white space to some"),
        encoding(" chunked\u000b", "a vertical tab, white space to some"),
        encoding(" \u000cchunked", "a form feed, white space to some"),
        encoding(" \u00a0chunked", "a no-break space, white space to some"),
        encoding(" \u0000chunked", "a NUL, at which some stop reading"),
        encoding(" chunked\u0000", "a NUL, at which some stop reading"),
        encoding(" chunked\r\nTransfer-Encoding: x", "the second header wins, or the first"),
        encoding(" x\r\nTransfer-Encoding: chunked", "the second header wins, or the first"),
        encoding(" chunked\r\nTransfer-Encoding: chunked", "chunked twice, in two headers"),
        encoding("\r\n chunked", "obs-fold: the value is on the next line, or empty"),
        refused(
            "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + HELLO,
            "HTTP/1.0 knows no codings: RFC 9112, section 6.1"));
  }

  private static Form encoding(String value, String why) {
    return refused(post("Transfer-Encoding:" + value, HELLO), why);
  }

  static List<Form> lengths() {
    return List.of(
        forwarded(post("Content-Length:\t5 ", "hello"), "blanks surround the value", "POST /"),
        forwarded(post("Content-Length: 005", "hello"), "digits are decimal digits", "POST /"),
        length(" 5\r\nContent-Length: 6", "two lengths"),
        length(" 5\r\nContent-Length: 5", "two headers that agree hide two that do not"),
        length(" 5, 5", "a list, as if headers had been joined"),
        length(" 5,6", "a list with two lengths"),
        length(" +5", "a sign, which some number parsers take"),
        length(" -5", "a sign: no body, an error, or a huge one"),
        length(" 0x5", "hexadecimal to some, 0 to others"),
        length(" 5e0", "a float to some, 5 to others"),
        length(" 5.0", "a float to some, 5 to others"),
        length(" 5_0", "50 to some, 5 to others"),
        length(" 5 0", "5, or 50"),
        length(" 5\u000b", "a vertical tab, white space to some"),
        length(" 5\u0000", "a NUL, at which some stop reading"),
        length(" \u00d9\u00a5", "a digit, though not in ASCII"),
        length("", "no number: no body, or an error"),
        length(" 18446744073709551621", "5, where 64 bits overflow"),
        length(" 4294967301000000000", "19 digits, which do not fit everywhere"),
        length("\r\n 5", "obs-fold: the value is on the next line, or empty"));
  }

  private static Form length(String value, String why) {
    return refused(post("Content-Length:" + value, "hello"), why);
  }

  static List<Form> chunks() {
    return List.of(
        forwarded(
            CHUNKS + "5;a=\"\u00e4;b\r\nhello\r\n" + NONE,
            "the extension ends with its line, whatever is in it",
            "POST /"),
        forwarded(
            CHUNKS + NONE.substring(0, 3) + "Content-Length: 9\r\n\r\n" + SMUGGLED,
            "a trailer does not frame",
            "POST /",
            "GET /smuggled"),
        cut(CHUNKS, "5\nhello\r\n" + NONE, "a size line that ends with LF alone"),
        cut(CHUNKS, "5;a\nb\r\nhello\r\n" + NONE, "TERM.EXT: LF ends the line to some"),
        cut(CHUNKS, "5;a\rb\r\nhello\r\n" + NONE, "CR ends the line to some"),
        cut(CHUNKS, "5\r\r\nhello\r\n" + NONE, "CR ends the line to some"),
        cut(CHUNKS, "5;\u0000\r\nhello\r\n" + NONE, "a NUL, at which some stop reading"),
        cut(CHUNKS, "5 \r\nhello\r\n" + NONE, "white space after the size"),
        cut(CHUNKS, " 5\r\nhello\r\n" + NONE, "white space before the size"),
        cut(CHUNKS, "5\t;a\r\nhello\r\n" + NONE, "white space before an extension"),
        cut(CHUNKS, "0x5\r\nhello\r\n" + NONE, "5 to some, the last chunk to others"),
        cut(CHUNKS, "+5\r\nhello\r\n" + NONE, "a sign, which some number parsers take"),
        cut(CHUNKS, "-5\r\nhello\r\n" + NONE, "a sign: an error, or a huge chunk"),
        cut(CHUNKS, "5_0\r\nhello\r\n" + NONE, "50 to some, 5 to others"),
        cut(CHUNKS, "\r\nhello\r\n" + NONE, "no size: 0, or an error"),
        cut(CHUNKS, "5,5\r\nhello\r\n" + NONE, "no extension, and no size"),
        cut(CHUNKS, "10000000000000005\r\nhello\r\n" + NONE, "5, where 64 bits overflow"),
        cut(CHUNKS, "f".repeat(16) + "\r\nhello\r\n" + NONE, "-1, where 64 bits are signed"),
        cut(CHUNKS + "5\r\nhello", "0\r\n\r\n" + SMUGGLED, "a chunk longer than its size"),
        cut(CHUNKS + "5\r\nhello", "\n" + NONE, "a chunk that ends with LF alone"),
        cut(CHUNKS + "5\r\nhello", "XX" + NONE, "SPILL: two bytes that some skip unread"),
        cut(CHUNKS + "0\r\n", "\n" + SMUGGLED, "a trailer that ends with LF alone"),
        cut(CHUNKS + "0\r\n", "X : a\r\n\r\n", "white space before a trailer's colon"),
        cut(CHUNKS + "0\r\n", " X: a\r\n\r\n", "a trailer that begins with a blank"));
  }
}
