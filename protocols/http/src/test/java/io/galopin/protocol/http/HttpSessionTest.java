package io.galopin.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Direction;
import io.galopin.api.Request;
import io.galopin.testkit.Dialogue;
import io.galopin.testkit.TestSession;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSessionTest {

  private static final HttpProtocolFactory HTTP = new HttpProtocolFactory();

  private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String EMPTY = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONNECT h:1 HTTP/1.1\r\nHost: h:1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: y\r\n\r\n"
      })
  void waitsForTheReplyThatDecidesWhetherHttpGoesOn(String request) {
    try (TestSession session = TestSession.of(HTTP).client(GET + request + GET)) {
      assertThat(session.requests()).hasSize(2);
      assertThat(session.waiting(Direction.UPSTREAM)).isEqualTo(GET);

      session.backend("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n").backend("o").backend("k");
      assertThat(session.requests()).hasSize(2);

      session.backend("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
      assertThat(session.requests()).hasSize(3);
    }
  }

  @Test
  void refusesWhatTheBackendSaysUnasked() {
    try (TestSession session = TestSession.of(HTTP).client(GET).backend(EMPTY + EMPTY)) {
      assertThat(session.refused()).hasValue("the backend spoke unasked");
      assertThat(session.farewell()).isEmpty();
      assertThat(session.toClient()).isEqualTo(EMPTY);
    }
  }

  @Test
  void refusesAnUnaskedReplyThatIsCutShort() {
    try (TestSession session = TestSession.of(HTTP).backend("HTTP/1.1 4").backendEnds()) {
      assertThat(session.refused()).hasValue("the backend spoke unasked");
    }
  }

  @Test
  void refusesAHeadThatIsCutShort() {
    try (TestSession session = TestSession.of(HTTP).client("GET / HT").clientEnds()) {
      assertThat(session.refused())
          .hasValue("bad request: the sender ended its side within a head");
      assertThat(session.farewell().orElseThrow()).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void rendersAReplyHeadThatIsCutShortAsABadGateway() {
    try (TestSession session = TestSession.of(HTTP).client(GET).backend("HT").backendEnds()) {
      assertThat(session.refused()).hasValue("bad reply: " + Flaw.CUT_HEAD.sentence());
      assertThat(session.farewell().orElseThrow()).startsWith("HTTP/1.1 502 ");
    }
  }

  @Test
  void passesBodiesThatAreCutShort() {
    String request = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n5";
    String reply = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n5";
    try (TestSession session =
        TestSession.of(HTTP).client(request).backend(reply).clientEnds().backendEnds()) {
      assertThat(session.refused()).isEmpty();
      assertThat(session.toBackend()).isEqualTo(request);
      assertThat(session.toClient()).isEqualTo(reply);
    }
  }

  @Test
  void passesEmptyLinesBeforeTheEnd() {
    try (TestSession session = TestSession.of(HTTP).client(GET + "\r\n").clientEnds()) {
      assertThat(session.refused()).isEmpty();
      assertThat(session.toBackend()).isEqualTo(GET + "\r\n");
    }
  }

  @Test
  void passesWhatWasSentAheadOfASwitchWhenBothHaveEnded() {
    String request = "CONNECT h:1 HTTP/1.1\r\nHost: h:1\r\n\r\nahead";
    try (TestSession session = TestSession.of(HTTP).client(request).clientEnds()) {
      assertThat(session.waiting(Direction.UPSTREAM)).isEqualTo("ahead");

      session.backendEnds();
      assertThat(session.refused()).isEmpty();
      assertThat(session.toBackend()).isEqualTo(request);
    }
  }

  @Test
  void refusesASwitchThatOnlyAnotherRequestAskedFor() {
    String upgrade = "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: y\r\n\r\n";
    String reply = "HTTP/1.1 101 Switching Protocols\r\n\r\n";
    try (TestSession session = TestSession.of(HTTP).client(GET + upgrade).backend(reply)) {
      assertThat(session.refused()).hasValue("bad reply: " + Flaw.UNASKED_SWITCH.sentence());
    }
  }

  @Test
  void putsTheBackendIntoTheHostHeaderAndChangesNothingElse() {
    String before = "\r\nPOST / HTTP/1.1\r\nA:  1\r\nhoST:  ";
    String after = " \r\nContent-Length: 2\r\nHosts: x\r\n\r\nok";
    for (int size : List.of(1, 10, 1000)) {
      try (TestSession session = TestSession.of(HTTP, Map.of("overwrite-host-header", true))) {
        String bytes = before + "old.example:8000" + after;
        session.play(Dialogue.start().client(bytes).inPieces(size));
        assertThat(session.toBackend()).isEqualTo(before + "backend.example" + after);
      }
    }
  }

  /** In this case, servers use the target: RFC 9112, section 3.2.2. */
  @ParameterizedTest
  @CsvSource({
    "http://galopin:8000/a?b=http://c, http://backend.example/a?b=http://c",
    "http://galopin, http://backend.example",
    "HTTP://me:secret@[::1]:80?a@b, HTTP://me:secret@backend.example?a@b",
    "/http://galopin/, /http://galopin/",
    "*, *"
  })
  void putsTheBackendIntoATargetThatNamesAHost(String target, String changed) {
    for (String host : List.of("", "Host: %s\r\n")) {
      String head = "GET %s HTTP/1.0\r\nA: b\r\n" + host + "\r\n";
      String bytes = head.formatted(target, "galopin");
      for (int size : List.of(1, 1000)) {
        try (TestSession session = TestSession.of(HTTP, Map.of("overwrite-host-header", true))) {
          session.play(Dialogue.start().client(bytes + bytes).inPieces(size));
          assertThat(session.toBackend())
              .isEqualTo(head.formatted(changed, "backend.example").repeat(2));
        }
      }
    }
  }

  @Test
  void leavesWhatAConnectNames() {
    String head = "CONNECT x:443 HTTP/1.1\r\nHost: %s\r\n\r\n";
    try (TestSession session = TestSession.of(HTTP, Map.of("overwrite-host-header", true))) {
      session.client(head.formatted("x:443"));
      assertThat(session.toBackend()).isEqualTo(head.formatted("backend.example"));
    }
  }

  @Test
  void leavesARequestWithoutHostAsItIs() {
    String bytes = "GET / HTTP/1.0\r\nA: b\r\n\r\n";
    try (TestSession session =
        TestSession.of(HTTP, Map.of("overwrite-host-header", true)).client(bytes)) {
      assertThat(session.toBackend()).isEqualTo(bytes);
    }
  }

  @Test
  void holdsNothingOfABodyBack() {
    String head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999999999999\r\n\r\n";
    try (TestSession session = TestSession.of(HTTP).client(head + "a").client("b")) {
      assertThat(session.toBackend()).isEqualTo(head + "ab");
    }
  }

  @Test
  void limitsEachTrailerByItself() {
    String request =
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: "
            + "a".repeat(600)
            + "\r\n\r\n";
    Map<String, ?> limits = Map.of("max-head", 1024, "max-line", 1024);
    try (TestSession session = TestSession.of(HTTP, limits)) {
      session.client(request.repeat(3));
      assertThat(session.refused()).isEmpty();
    }
  }

  @Test
  void passesAChunkOfTheGreatestSize() {
    String head = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    String chunk = "fffffffffffffff\r\nabc";
    try (TestSession session = TestSession.of(HTTP).client(head + chunk)) {
      assertThat(session.refused()).isEmpty();
      assertThat(session.toBackend()).isEqualTo(head + chunk);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Expect: 100-continue, Content-Length: 5, true",
    "'expect: x, 100-Continue', Transfer-Encoding: chunked, true",
    "Expect: 100-continue, Content-Length: 0, false",
    "Accept: 100-continue, Content-Length: 5, false"
  })
  void failsAtOnceWhatAwaitsContinue(String expect, String framing, boolean atOnce) {
    String head = "POST / HTTP/1.1\r\nHost: x\r\n" + expect + "\r\n" + framing + "\r\n\r\n";
    try (TestSession session = TestSession.of(HTTP).client(head)) {
      assertThat(session.requests()).singleElement().returns(atOnce, Request::failsAtOnce);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void tellsPayloadFromWhatFramesItWhereThatMatters(int size) {
    String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    String body = "3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nX: y\r\n\r\n";
    Dialogue dialogue = Dialogue.start().client(GET).backend(head + body).inPieces(size);
    try (TestSession session = TestSession.of(HTTP).play(dialogue)) {
      assertThat(session.payload()).isEqualTo(body);
      assertThat(session.toClient()).isEqualTo(head + body);
    }
    try (TestSession session = TestSession.ofPayload(HTTP, Map.of()).play(dialogue)) {
      assertThat(session.payload()).isEqualTo("abcde");
      assertThat(session.toClient()).isEqualTo(head + body);
      assertThat(session.seen()).endsWith("<| " + (head + body).length() + ", payload 5");
    }
  }

  @Test
  void takesABodyWithALengthForPayloadAltogether() {
    try (TestSession session = TestSession.ofPayload(HTTP, Map.of()).client(GET)) {
      session.backend("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n1\r\na");
      assertThat(session.payload()).isEqualTo("1\r\na");
    }
  }
}
