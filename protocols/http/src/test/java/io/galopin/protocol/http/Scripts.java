package io.galopin.protocol.http;

import io.galopin.testkit.Script;
import java.util.List;

/** Valid conversations. */
final class Scripts {

  private Scripts() {}

  static List<Script> all() {
    return List.of(
        plain(),
        oddlyWritten(),
        pipelined(),
        requestBodies(),
        chunkedRequest(),
        chunkedReply(),
        otherCodings(),
        oddReplies(),
        expectContinue(),
        bodiless(),
        untilClose(),
        emptyLines(),
        earlyReply(),
        tunnel(),
        refusedTunnel(),
        upgrade(),
        declinedUpgrade(),
        upgradeWithBody(),
        requestTimeout());
  }

  private static Script plain() {
    return Script.of("keep-alive, one after the other")
        .clientLines("GET /a HTTP/1.1", "Host: x", "")
        .backendLines("HTTP/1.1 200 OK", "Content-Length: 5", "")
        .backend("hello")
        .clientLines("GET /b HTTP/1.1", "Host: x", "")
        .backendLines("HTTP/1.1 404 Not Found", "Content-Length: 0", "")
        .sees("> GET /a", ">| 28", "< 200", "<| 43", "> GET /b", ">| 28", "< 404", "<| 45");
  }

  private static Script oddlyWritten() {
    return Script.of("case, blanks, empty values and bytes beyond ASCII")
        .clientLines(
            "get /\u00e4?q HTTP/1.1",
            "hOsT:\t x \t",
            "X:",
            "Y: \u00ff",
            "cOnTeNt-LeNgTh:  4 ",
            "",
            "ab")
        .sees("> get /\\xe4?…", ">| 68")
        .backendLines("HTTP/1.1 299", "content-LENGTH:2", "x-Empty:   ", "")
        .backend("ok")
        .sees("< 299", "<| 49");
  }

  private static Script pipelined() {
    return Script.of("pipelined requests, replies in order")
        .clientLines("GET /1 HTTP/1.1", "Host: x", "", "HEAD /2 HTTP/1.1", "Host: x", "")
        .clientLines("GET /3 HTTP/1.1", "Host: x", "")
        .backendLines("HTTP/1.1 200 OK", "Content-Length: 1", "")
        .backend("1")
        .backendLines("HTTP/1.1 200 OK", "Content-Length: 1", "")
        .backendLines("HTTP/1.1 200 OK", "Content-Length: 1", "")
        .backend("3")
        .sees("> GET /1", ">| 28", "> HEAD /2", ">| 29", "> GET /3", ">| 28")
        .sees("< 200", "<| 39", "< 200", "<| 38", "< 200", "<| 39");
  }

  private static Script requestBodies() {
    return Script.of("requests with a length, HTTP/1.0 among them")
        .clientLines("POST / HTTP/1.1", "Host: x", "Content-Length: 0003", "", "a")
        .clientLines("PUT /f HTTP/1.0", "Content-Length: 0", "")
        .backendLines("HTTP/1.1 204 No Content", "")
        .backendLines("HTTP/1.0 201 Created", "Content-Length: 0", "")
        .sees("> POST /", ">| 53", "> PUT /f", ">| 38", "< 204", "<| 27", "< 201", "<| 43");
  }

  private static Script chunkedRequest() {
    return Script.of("a chunked request with extensions and trailers")
        .clientLines("POST / HTTP/1.1", "Host: x", "Transfer-Encoding: Chunked", "")
        .clientLines(
            "5;name=\"va;lue\"", "a\r\nbc", "0000A;x", "0123456789", "00", "Digest: none", "")
        .backendLines("HTTP/1.1 200 OK", "Content-Length: 0", "")
        .sees("> POST /", ">| 121", "< 200", "<| 38");
  }

  private static Script chunkedReply() {
    return Script.of("chunked replies, without and with a trailer")
        .clientLines("GET /1 HTTP/1.1", "Host: x", "", "GET /2 HTTP/1.1", "Host: x", "")
        .backendLines("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "", "0", "")
        .backendLines(
            "HTTP/1.1 200 OK", "transfer-encoding:chunked", "", "1", "x", "0", "A: b", "C:", "")
        .sees("> GET /1", ">| 28", "> GET /2", ">| 28", "< 200", "<| 52", "< 200", "<| 67");
  }

  private static Script otherCodings() {
    return Script.of("a reply in gzip and chunked, then one in gzip alone")
        .clientLines("GET /1 HTTP/1.1", "Host: x", "", "GET /2 HTTP/1.1", "Host: x", "")
        .backendLines("HTTP/1.1 200 OK", "Transfer-Encoding: gzip , chunked", "", "1", "x", "0", "")
        .backendLines("HTTP/1.1 200 OK", "Transfer-Encoding: gzip", "", "until the end")
        .sees("> GET /1", ">| 28", "> GET /2", ">| 28", "< 200", "<| 65", "< 200");
  }

  private static Script oddReplies() {
    return Script.of("replies oddly framed")
        .clientLines("GET /1 HTTP/1.1", "Host: x", "", "GET /2 HTTP/1.1", "Host: x", "")
        .clientLines("GET /3 HTTP/1.1", "Host: x", "")
        .backend("HTTP/1.1 200 OK\nContent-Length: 2\r\nContent-Length: 02\n\nhi")
        .backend(
            "\r\nHTTP/1.2  200\r\nTransfer-Encoding: chunked\r\n\r\n2 ;a=b\r\nhi\r\n0\t\r\n\r\n")
        .backend("HTTP/1.1 304 Not\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n")
        .sees("> GET /1", ">| 28", "> GET /2", ">| 28", "> GET /3", ">| 28")
        .sees("< 200", "<| 57", "< 200", "<| 65", "< 304", "<| 58");
  }

  private static Script expectContinue() {
    return Script.of("Expect: 100-continue, and early hints")
        .clientLines("POST / HTTP/1.1", "Host: x", "Expect: 100-continue", "Content-Length: 4", "")
        .backendLines("HTTP/1.1 100 Continue", "")
        .backendLines("HTTP/1.1 103 Early Hints", "Link: <a>", "")
        .client("body")
        .backendLines("HTTP/1.1 200 OK", "Content-Length: 0", "")
        .sees("> POST /", "< 100", "<| 25", "< 103", "<| 39", ">| 73", "< 200", "<| 38");
  }

  private static Script bodiless() {
    return Script.of("replies that have no body whatever their headers say")
        .clientLines("HEAD / HTTP/1.1", "Host: x", "", "GET /1 HTTP/1.1", "Host: x", "")
        .clientLines("GET /2 HTTP/1.1", "Host: x", "")
        .backendLines("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "")
        .backendLines("HTTP/1.1 304 Not Modified", "Content-Length: 9", "")
        .backendLines("HTTP/1.1 204 No Content", "Content-Length: 9", "")
        .sees("> HEAD /", ">| 28", "> GET /1", ">| 28", "> GET /2", ">| 28")
        .sees("< 200", "<| 47", "< 304", "<| 48", "< 204", "<| 46");
  }

  private static Script untilClose() {
    return Script.of("a reply that ends with the connection")
        .clientLines("GET /old HTTP/1.0", "")
        .backendLines("HTTP/1.0 200 OK", "Server: old", "", "text", "HTTP/1.1 200 is text here too")
        .sees("> GET /old", ">| 21", "< 200");
  }

  private static Script emptyLines() {
    return Script.of("empty lines before requests")
        .clientLines(
            "",
            "",
            "GET /1 HTTP/1.1",
            "Host: x",
            "",
            "",
            "",
            "",
            "",
            "GET /2 HTTP/1.1",
            "Host: x",
            "")
        .sees("> GET /1", ">| 32", "> GET /2", ">| 36");
  }

  private static Script earlyReply() {
    return Script.of("a reply before the request has ended")
        .clientLines("POST / HTTP/1.1", "Host: x", "Content-Length: 6", "")
        .client("abc")
        .backendLines("HTTP/1.1 413 Too Large", "Content-Length: 0", "")
        .client("def")
        .clientLines("GET / HTTP/1.1", "Host: x", "")
        .sees("> POST /", "< 413", "<| 45", ">| 53", "> GET /", ">| 27");
  }

  private static Script tunnel() {
    return Script.of("CONNECT, then turns, the backend first")
        .clientLines(
            "GET /before HTTP/1.1", "Host: x", "", "CONNECT h:443 HTTP/1.1", "Host: h:443", "")
        .backendLines("HTTP/1.1 200 OK", "Content-Length: 0", "")
        .backendLines("HTTP/1.1 200 Connected", "Content-Length: 7", "")
        .sees(
            "> GET /before",
            ">| 33",
            "> CONNECT h:443",
            ">| 39",
            "< 200",
            "<| 38",
            "< 200",
            "<| 45")
        .backend("\0welcome\n")
        .client("\u0016\u0003 hello")
        .backend("and hello to you")
        .client("again\r\n\r\n")
        .backend("bye")
        .sees("< pass 9", "> turn", "< turn", "> turn", "< turn");
  }

  private static Script refusedTunnel() {
    return Script.of("CONNECT that is refused, then HTTP goes on")
        .clientLines("CONNECT h:443 HTTP/1.1", "Host: h:443", "", "GET / HTTP/1.1", "Host: x", "")
        .backendLines("HTTP/1.1 403 Forbidden", "Content-Length: 2", "")
        .backend("no")
        .backendLines("HTTP/1.1 200 OK", "Content-Length: 0", "")
        .sees("> CONNECT h:443", ">| 39", "< 403", "> GET /", ">| 27", "<| 47", "< 200", "<| 38");
  }

  private static Script upgrade() {
    return Script.of("Upgrade behind another request, then turns")
        .clientLines("GET /1 HTTP/1.1", "Host: x", "")
        .clientLines(
            "GET /chat HTTP/1.1", "Host: x", "Connection: upgrade", "Upgrade: websocket", "")
        .backendLines("HTTP/1.1 200 OK", "Content-Length: 0", "")
        .backendLines("HTTP/1.1 100 Continue", "")
        .backendLines("HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "")
        .sees("> GET /1", ">| 28", "> GET /chat", ">| 72", "< 200", "<| 38", "< 100", "<| 25")
        .sees("< 101", "<| 56")
        .client("\u0081\u0002hi")
        .backend("\u0081\u0002ho")
        .sees("> turn", "< turn");
  }

  private static Script declinedUpgrade() {
    return Script.of("Upgrade that is declined, then HTTP goes on")
        .clientLines(
            "GET /c HTTP/1.1", "Host: x", "Upgrade: h2c", "", "GET /d HTTP/1.1", "Host: x", "")
        .backendLines("HTTP/1.1 200 OK", "Content-Length: 0", "")
        .backendLines("HTTP/1.1 200 OK", "Content-Length: 0", "")
        .sees("> GET /c", ">| 42", "< 200", "<| 38", "> GET /d", ">| 28", "< 200", "<| 38");
  }

  private static Script upgradeWithBody() {
    return Script.of("a switch before the request's body has ended")
        .clientLines("POST / HTTP/1.1", "Host: x", "Upgrade: z", "Content-Length: 4", "")
        .client("ab")
        .backendLines("HTTP/1.1 101 Switching Protocols", "")
        .client("cd")
        .client("turn")
        .backend("reply")
        .sees("> POST /", "< 101", "<| 36", ">| 63", "> turn", "< turn");
  }

  private static Script requestTimeout() {
    return Script.of("a 408 that nobody asked for")
        .clientLines("GET / HTTP/1.1", "Host: x", "")
        .backendLines("HTTP/1.1 200 OK", "Content-Length: 0", "")
        .backendLines("HTTP/1.0 408 Request Time-out", "Connection: close", "", "<h1>Too late</h1>")
        .sees("> GET /", ">| 27", "< 200", "<| 38", "< pass 71");
  }
}
