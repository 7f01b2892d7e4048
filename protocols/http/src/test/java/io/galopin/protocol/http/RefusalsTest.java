package io.galopin.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.Dialogue;
import io.galopin.testkit.TestSession;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests every form that is refused, with what the client and the log are told. */
class RefusalsTest {

  private static final String HOST = "Host: x\r\n";
  private static final String CHUNKED =
      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";

  static List<Arguments> requests() {
    return List.of(
        bad(Flaw.TLS, 400, "\u0016\u0003\u0001\u0002\u0000\u0001"),
        bad(Flaw.HTTP_2, 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        bad(Flaw.HTTP_2, 505, "GET / HTTP/2\r\n"),
        bad(Flaw.VERSION, 505, "GET / HTTP/1.2\r\n"),
        bad(Flaw.VERSION, 505, "GET / HTTP/0.9\r\n"),
        bad(Flaw.REDIS, 400, "*1\r\n$4\r\nPING\r\n"),
        bad(Flaw.REQUEST_LINE, 400, "*\r\n"),
        bad(Flaw.REQUEST_LINE, 400, "GET / HTTP/1.1.1\r\n"),
        bad(Flaw.REQUEST_LINE, 400, "GET / http/1.1\r\n"),
        bad(Flaw.REQUEST_LINE, 400, "GET / HTTP/a.1\r\n"),
        bad(Flaw.REQUEST_LINE, 400, "GET / HTTP/+.1\r\n"),
        bad(Flaw.REQUEST_LINE, 400, "GET / HTTPS1.1\r\n"),
        bad(Flaw.REQUEST_LINE, 400, "GET /\r\n"),
        bad(Flaw.REQUEST_LINE, 400, "GET\r\n"),
        bad(Flaw.REQUEST_LINE, 400, "GET  / HTTP/1.1\r\n"),
        bad(Flaw.REQUEST_LINE, 400, "G(T / HTTP/1.1\r\n"),
        bad(Flaw.REQUEST_LINE, 400, "SSH-2.0-OpenSSH_9.2\r\n"),
        bad(Flaw.REQUEST_LINE, 400, "\u0016\u0002"),
        bad(Flaw.REQUEST_LINE, 400, " GET / HTTP/1.1\r\n"),
        bad(Flaw.REQUEST_LINE, 400, "\r\n /a HTTP/1.1\r\n"),
        bad(Flaw.REQUEST_LINE, 400, "\u0000"),
        bad(Flaw.SPACES, 400, "GET /a b HTTP/1.1\r\n"),
        bad(Flaw.SPACES, 400, "GET / HTTP/1.1 \r\n"),
        bad(Flaw.EMPTY_LINES, 400, "\r\n\r\n\r\n\r\n\r\n"),
        bad(Flaw.LONG_REQUEST_LINE, 414, "GET /" + "a".repeat(300)),
        bad(Flaw.LONG_REQUEST_LINE, 414, "GET /" + "a".repeat(300) + " HTTP/1.1\r\n"),
        bad(Flaw.LONG_LINE, 431, get("X: " + "a".repeat(254))),
        bad(Flaw.LONG_HEAD, 431, get("X: a\r\n".repeat(200))),
        bad(Flaw.BARE_LF, 400, "\n"),
        bad(Flaw.BARE_LF, 400, "GET / HTTP/1.1\n"),
        bad(Flaw.BARE_LF, 400, get(HOST + "\n")),
        bad(Flaw.BARE_LF, 400, get("A: b\nC: d\r\n")),
        bad(Flaw.BARE_CR, 400, "GET /\ra HTTP/1.1\r\n"),
        bad(Flaw.BARE_CR, 400, get("A: b\rC: d\r\n")),
        bad(Flaw.BARE_CR, 400, get("A: b\r\r\n")),
        bad(Flaw.CONTROL, 400, "GET /\u0000 HTTP/1.1\r\n"),
        bad(Flaw.CONTROL, 400, "GET /\ta HTTP/1.1\r\n"),
        bad(Flaw.CONTROL, 400, get("A: \u0000\r\n")),
        bad(Flaw.CONTROL, 400, get("A: \u001b[1m\r\n")),
        bad(Flaw.CONTROL, 400, get("A: \u007f\r\n")),
        bad(Flaw.FOLD, 400, get("A: b\r\n c\r\n")),
        bad(Flaw.FOLD, 400, get("\tA: b\r\n")),
        bad(Flaw.NO_COLON, 400, get("A\r\n")),
        bad(Flaw.NO_COLON, 400, get("A b\r\n")),
        bad(Flaw.SPACE_BEFORE_COLON, 400, get("Host : x\r\n")),
        bad(Flaw.SPACE_BEFORE_COLON, 400, get("Host\t : x\r\n")),
        bad(Flaw.FIELD_NAME, 400, get(": x\r\n")),
        bad(Flaw.FIELD_NAME, 400, get("A(b): x\r\n")),
        bad(Flaw.FIELD_NAME, 400, get("A b: x\r\n")),
        bad(Flaw.FIELD_NAME, 400, get("\u00e4: x\r\n")),
        bad(Flaw.NO_HOST, 400, get("\r\n")),
        bad(Flaw.SECOND_HOST, 400, get(HOST + HOST)),
        bad(Flaw.SECOND_HOST, 400, "GET / HTTP/1.0\r\n" + HOST + HOST),
        bad(Flaw.HOST, 400, get("Host: a b\r\n")),
        bad(Flaw.HOST, 400, get("Host: a/b\r\n")),
        bad(Flaw.HOST, 400, get("Host: u@a\r\n")),
        bad(Flaw.LENGTH, 400, get("Content-Length:\r\n")),
        bad(Flaw.LENGTH, 400, get("Content-Length: +1\r\n")),
        bad(Flaw.LENGTH, 400, get("Content-Length: -1\r\n")),
        bad(Flaw.LENGTH, 400, get("Content-Length: 0x1\r\n")),
        bad(Flaw.LENGTH, 400, get("Content-Length: 1 1\r\n")),
        bad(Flaw.LENGTH, 400, get("Content-Length: 1,1\r\n")),
        bad(Flaw.LENGTH, 400, get("Content-Length: 1000000000000000000\r\n")),
        bad(Flaw.SECOND_LENGTH, 400, get("Content-Length: 1\r\nContent-Length: 1\r\n")),
        bad(Flaw.SECOND_LENGTH, 400, get("Content-Length: 1\r\ncontent-length: 2\r\n")),
        bad(Flaw.LENGTH_AND_ENCODING, 400, both(HOST)),
        bad(
            Flaw.LENGTH_AND_ENCODING,
            400,
            get(HOST + "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n")),
        bad(Flaw.ENCODING, 400, get(HOST + "Transfer-Encoding: gzip, chunked\r\n\r\n")),
        bad(
            Flaw.ENCODING,
            400,
            get(HOST + "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n")),
        bad(Flaw.ENCODING, 400, get(HOST + "Transfer-Encoding: identity\r\n\r\n")),
        bad(Flaw.ENCODING, 400, get(HOST + "Transfer-Encoding: xchunked\r\n\r\n")),
        bad(Flaw.ENCODING, 400, get(HOST + "Transfer-Encoding: chunked;q=1\r\n\r\n")),
        bad(Flaw.ENCODING_LIST, 400, get("Transfer-Encoding:\r\n")),
        bad(Flaw.ENCODING_LIST, 400, get("Transfer-Encoding: chunked,\r\n")),
        bad(Flaw.ENCODING_LIST, 400, get("Transfer-Encoding: chunked, chunked\r\n")),
        bad(Flaw.ENCODING_IN_HTTP_1_0, 400, "GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"),
        bad(
            Flaw.CONNECT_WITH_BODY,
            400,
            "CONNECT h:1 HTTP/1.1\r\n" + HOST + "Content-Length: 1\r\n\r\n"),
        bad(Flaw.CHUNK_SIZE, 400, CHUNKED + "\r\n"),
        bad(Flaw.CHUNK_SIZE, 400, CHUNKED + "-1\r\n"),
        bad(Flaw.CHUNK_SIZE, 400, CHUNKED + "+1\r\n"),
        bad(Flaw.CHUNK_SIZE, 400, CHUNKED + "0x1\r\n"),
        bad(Flaw.CHUNK_SIZE, 400, CHUNKED + " 1\r\n"),
        bad(Flaw.CHUNK_SIZE, 400, CHUNKED + "1 \r\n"),
        bad(Flaw.CHUNK_SIZE, 400, CHUNKED + "1 ;a\r\n"),
        bad(Flaw.CHUNK_SIZE, 400, CHUNKED + ";a\r\n"),
        bad(Flaw.CHUNK_SIZE, 400, CHUNKED + "0000000000000001\r\n"),
        bad(Flaw.CHUNK_END, 400, CHUNKED + "1\r\nabc"),
        bad(Flaw.CHUNK_END, 400, CHUNKED + "1\r\na\rb"),
        bad(Flaw.BARE_LF, 400, CHUNKED + "1\na"),
        bad(Flaw.BARE_CR, 400, CHUNKED + "1;\ra\r\n"),
        bad(Flaw.CONTROL, 400, CHUNKED + "1;\u0000\r\n"),
        bad(Flaw.LONG_CHUNK_LINE, 400, CHUNKED + "1;" + "a".repeat(260)),
        bad(Flaw.LONG_TRAILER, 431, CHUNKED + "0\r\nX: " + "a".repeat(260)),
        bad(Flaw.LONG_TRAILER, 431, CHUNKED + "0\r\n" + "X: a\r\n".repeat(200)),
        bad(Flaw.SPACE_BEFORE_COLON, 400, CHUNKED + "0\r\nX : a\r\n"),
        bad(Flaw.FOLD, 400, CHUNKED + "0\r\n X: a\r\n"));
  }

  static Stream<Arguments> replies() {
    return ReplyTable.rows().stream()
        .filter(row -> row.flaw() != null)
        .map(row -> Arguments.of(row.flaw(), 502, row.bytes()));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void refusesARequest(Flaw flaw, int status, String bytes) {
    for (int size : List.of(bytes.length(), 1, 7)) {
      try (TestSession session = small()) {
        session.play(Dialogue.start().client(bytes).inPieces(size));
        assertThat(session.refused()).hasValue("bad request: " + flaw.sentence());
        assertThat(session.farewell().orElseThrow())
            .startsWith("HTTP/1.1 " + status + " ")
            .endsWith("\r\n\r\nGalopin refuses this request: " + flaw.sentence() + ".\n");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("replies")
  void refusesAReply(Flaw flaw, int status, String bytes) {
    for (int size : List.of(bytes.length(), 1, 7)) {
      try (TestSession session = small().client("GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
        session.play(Dialogue.start().backend(bytes).inPieces(size));
        assertThat(session.refused()).hasValue("bad reply: " + flaw.sentence());
        assertThat(session.farewell().orElseThrow())
            .startsWith("HTTP/1.1 " + status + " ")
            .endsWith("Galopin got a bad reply from the backend: " + flaw.sentence() + ".\n");
      }
    }
  }

  @Test
  void hasACaseForEveryFlaw() {
    Set<Flaw> covered = EnumSet.of(Flaw.CUT_HEAD); // see HttpSessionTest
    Stream.concat(requests().stream(), replies())
        .forEach(arguments -> covered.add((Flaw) arguments.get()[0]));

    assertThat(covered).containsExactlyInAnyOrder(Flaw.values());
  }

  @Test
  void takesHeadsOfExactlyTheLimits() {
    String line = "X: " + "a".repeat(256 - 5) + "\r\n";
    String head = get(HOST + line + line + line);
    String full = head + "Y: " + "b".repeat(1024 - head.length() - 7) + "\r\n\r\n";

    try (TestSession session = small().client(full)) {
      assertThat(full).hasSize(1024);
      assertThat(session.refused()).isEmpty();
      assertThat(session.toBackend()).isEqualTo(full);
    }
  }

  /** Returns a session with a max-line of 256 and a max-head of 1024 bytes. */
  private static TestSession small() {
    return TestSession.of(new HttpProtocolFactory(), Map.of("max-line", 256, "max-head", 1024));
  }

  private static String get(String rest) {
    return "GET / HTTP/1.1\r\n" + rest;
  }

  private static String both(String rest) {
    return get(rest + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n");
  }

  private static Arguments bad(Flaw flaw, int status, String bytes) {
    return Arguments.of(flaw, status, bytes);
  }
}
