package io.galopin.hostile;

import static io.galopin.hostile.Form.forwarded;
import static io.galopin.hostile.Form.post;
import static io.galopin.hostile.Form.refused;

import java.util.List;

/** Forms that leave it open what a head says, or where it ends. */
final class HeadForms {

  private static final String CHUNKS = "5\r\nhello\r\n0\r\n\r\n";
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  private HeadForms() {}

  static List<Form> lines() {
    return List.of(
        refused(GET.replace("\r\n", "\n"), "lines that end with LF alone"),
        refused("GET / HTTP/1.1\nHost: a\r\n\r\n", "a request line that ends with LF alone"),
        refused("GET / HTTP/1.1\r\nHost: a\r\n\n", "a head that ends with LF alone"),
        refused("GET / HTTP/1.1\r\nHost: a\n\r\n", "a header that ends with LF alone"),
        refused("GET / HTTP/1.1\rHost: a\r\r", "lines that end with CR alone"),
        refused(post("X: a\rTransfer-Encoding: chunked", CHUNKS), "CR ends a header to some"),
        refused(post("X: a\nTransfer-Encoding: chunked", CHUNKS), "LF ends a header to some"),
        refused(post("X: a\r\r\nTransfer-Encoding: chunked", CHUNKS), "CR is white space to some"),
        refused(post("X: a\r\n Transfer-Encoding: chunked", CHUNKS), "obs-fold hides a header"),
        refused(post("X: a\r\n\tTransfer-Encoding: chunked", CHUNKS), "so it does with a tab"),
        refused(post("X: a\r\n \r\nY: b", ""), "a line of blanks ends the head to some"),
        refused("GET / HTTP/1.1\r\n Host: a\r\nHost: b\r\n\r\n", "a blank before the first header"),
        refused("\n" + GET, "an empty line that is an LF alone"),
        refused("\r\n".repeat(5) + GET, "more empty lines than any client sends"),
        forwarded("\r\n" + GET, "servers skip an empty line: RFC 9112, section 2.2", "GET /"),
        forwarded(
            post("Content-Length: 5", "hello\r\n" + GET),
            "as old clients put one after a body",
            "POST /",
            "GET /"));
  }

  static List<Form> names() {
    return List.of(
        name("Transfer-Encoding : chunked", "white space before the colon: ignored, or cut off"),
        name("Transfer-Encoding\t: chunked", "a tab before the colon: ignored, or cut off"),
        name("Transfer-Encoding\r\n: chunked", "a name on the line before"),
        name("Transfer-Encoding\u000b: chunked", "a vertical tab before the colon"),
        name("Transfer-Encoding\u0000: chunked", "a NUL, at which some stop reading"),
        name("Transfer-Encoding\u00a0: chunked", "a no-break space before the colon"),
        name("\u0000Transfer-Encoding: chunked", "a NUL before the name"),
        name("\u00a0Transfer-Encoding: chunked", "a no-break space before the name"),
        name("Transfer Encoding: chunked", "a blank in the name"),
        name("Transfer-Encoding chunked", "no colon"),
        name("Transfer-Encoding", "no colon and no value"),
        name(": chunked", "no name"),
        name("(Transfer-Encoding): chunked", "a name that is no token"),
        name("X: \u0000", "a NUL in a value"),
        name("X: \u007f", "a control character in a value"),
        forwarded(post("X: \u00e4\u00ff:\"'<>", ""), "bytes beyond ASCII end nothing", "POST /"));
  }

  private static Form name(String field, String why) {
    return refused(post("Content-Length: 15\r\n" + field, CHUNKS), why);
  }

  static List<Form> hosts() {
    return List.of(
        refused("GET / HTTP/1.1\r\n\r\n", "no host at all"),
        refused("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "two hosts"),
        refused(
            "GET / HTTP/1.1\r\nHost: a\r\nhOST: a\r\n\r\n", "two that agree hide two that do not"),
        refused("GET / HTTP/1.1\r\nHost : a\r\n\r\n", "white space before the colon"),
        refused("GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n", "obs-fold in the host"),
        refused("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "two words, of which one is the host"),
        refused("GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", "a user, or part of the host"),
        refused("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", "a path, or part of the host"),
        refused("GET / HTTP/1.1\r\nHost: a\u0000b\r\n\r\n", "a NUL, at which some stop reading"),
        forwarded(
            "GET http://b/x HTTP/1.1\r\nHost: a\r\n\r\n",
            "absolute form with another host: where it ends is clear, whose it is the backend says",
            "GET http://b/x"),
        forwarded(
            "GET http://b/x HTTP/1.1\r\nHost:\r\n\r\n",
            "an empty host is a host",
            "GET http://b/x"),
        forwarded(
            "GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-Host: b\r\nX-Original-URL: /b\r\n\r\n",
            "other headers about hosts and paths are the backend's affair",
            "GET /"));
  }

  static List<Form> requestLines() {
    return List.of(
        refused("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", "two blanks: an empty target to some"),
        refused("GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", "a tab in place of the blank"),
        refused("GET /\tHTTP/1.1\r\nHost: a\r\n\r\n", "a tab in place of the blank"),
        refused("GET /\u000bHTTP/1.1\r\nHost: a\r\n\r\n", "a vertical tab in place of the blank"),
        refused("GET / HTTP/1.1 \r\nHost: a\r\n\r\n", "a blank after the version"),
        refused("GET / b HTTP/1.1\r\nHost: a\r\n\r\n", "a target with a blank in it"),
        refused("GET / HTTP/1.1 HTTP/1.1\r\nHost: a\r\n\r\n", "two versions"),
        refused(" GET / HTTP/1.1\r\nHost: a\r\n\r\n", "a blank before the method"),
        refused("GET /\u0000 HTTP/1.1\r\nHost: a\r\n\r\n", "a NUL, at which some stop reading"),
        refused("GET /\ra HTTP/1.1\r\nHost: a\r\n\r\n", "CR ends the line to some"),
        refused("G\"T / HTTP/1.1\r\nHost: a\r\n\r\n", "a method that is no token"),
        refused("GET /\r\n\r\n", "HTTP/0.9, whose replies have no head"),
        refused("GET / http/1.1\r\nHost: a\r\n\r\n", "the version has a case"),
        refused("GET / HTTP/1.10\r\nHost: a\r\n\r\n", "1.1 to some"),
        refused("GET / HTTP/01.1\r\nHost: a\r\n\r\n", "1.1 to some"),
        refused("GET / HTTP/1,1\r\nHost: a\r\n\r\n", "no version"),
        refused(505, "GET / HTTP/1.2\r\nHost: a\r\n\r\n", "a version that nobody has defined"),
        refused(505, "GET / HTTP/2.0\r\nHost: a\r\n\r\n", "HTTP/2 has no such request line"),
        refused(505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "HTTP/2 with prior knowledge"),
        refused(
            "CONNECT b:1 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
            "a body, or the tunnel's first bytes"),
        forwarded(
            "get /%00%0d%0a HTTP/1.1\r\nHost: a\r\n\r\n", "escapes are text", "get /%00%0d%0a"),
        forwarded(
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
            "asking for another protocol switches to none: the reply decides",
            "GET /"));
  }
}
