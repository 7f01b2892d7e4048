package io.galopin.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Cut;
import io.galopin.api.Message;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSessionTest {

  private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String EMPTY = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONNECT h:1 HTTP/1.1\r\nHost: h:1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: y\r\n\r\n"
      })
  void waitsForTheReplyThatDecidesWhetherHttpGoesOn(String request) {
    try (Conversation conversation = new Conversation().client(GET + request + GET)) {
      assertThat(conversation.requests).hasSize(2);
      assertThat(conversation.lastRequestAnswer).isEqualTo(Cut.Kind.AWAIT);

      conversation.backend(EMPTY);
      assertThat(conversation.requests).hasSize(2);

      conversation.backend("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
      assertThat(conversation.requests).hasSize(3);
    }
  }

  @Test
  void refusesWhatTheBackendSaysUnasked() {
    try (Conversation conversation = new Conversation().client(GET).backend(EMPTY + EMPTY)) {
      assertThat(conversation.refused).isEqualTo("the backend spoke unasked");
      assertThat(conversation.rendered).isNull();
      assertThat(conversation.toClient).hasToString(EMPTY);
    }
  }

  @Test
  void refusesAnUnaskedReplyThatIsCutShort() {
    try (Conversation conversation = new Conversation().backend("HTTP/1.1 4").backendEnds()) {
      assertThat(conversation.refused).isEqualTo("the backend spoke unasked");
    }
  }

  @Test
  void refusesAHeadThatIsCutShort() {
    try (Conversation conversation = new Conversation().client("GET / HT").clientEnds()) {
      assertThat(conversation.refused).isEqualTo("bad request: " + Flaw.CUT_HEAD.sentence());
      assertThat(conversation.rendered).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void rendersAReplyHeadThatIsCutShortAsABadGateway() {
    try (Conversation conversation = new Conversation().client(GET).backend("HT").backendEnds()) {
      assertThat(conversation.refused).isEqualTo("bad reply: " + Flaw.CUT_HEAD.sentence());
      assertThat(conversation.rendered).startsWith("HTTP/1.1 502 ");
    }
  }

  @Test
  void passesBodiesThatAreCutShort() {
    String request = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n5";
    String reply = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n5";
    try (Conversation conversation =
        new Conversation().client(request).backend(reply).clientEnds().backendEnds()) {
      assertThat(conversation.refused).isNull();
      assertThat(conversation.toBackend).hasToString(request);
      assertThat(conversation.toClient).hasToString(reply);
    }
  }

  @Test
  void passesEmptyLinesBeforeTheEnd() {
    try (Conversation conversation = new Conversation().client(GET + "\r\n").clientEnds()) {
      assertThat(conversation.refused).isNull();
      assertThat(conversation.toBackend).hasToString(GET + "\r\n");
    }
  }

  @Test
  void passesWhatWasSentAheadOfASwitchWhenTheClientEnds() {
    String request = "CONNECT h:1 HTTP/1.1\r\nHost: h:1\r\n\r\nahead";
    try (Conversation conversation = new Conversation().client(request).clientEnds()) {
      assertThat(conversation.refused).isNull();
      assertThat(conversation.toBackend).hasToString(request);
    }
  }

  @Test
  void refusesASwitchThatOnlyAnotherRequestAskedFor() {
    String upgrade = "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: y\r\n\r\n";
    String reply = "HTTP/1.1 101 Switching Protocols\r\n\r\n";
    try (Conversation conversation = new Conversation().client(GET + upgrade).backend(reply)) {
      assertThat(conversation.refused).isEqualTo("bad reply: " + Flaw.UNASKED_SWITCH.sentence());
    }
  }

  @Test
  void putsTheBackendIntoTheHostHeaderAndChangesNothingElse() {
    String before = "\r\nPOST http://x/ HTTP/1.1\r\nA:  1\r\nhoST:  ";
    String after = " \r\nContent-Length: 2\r\nHosts: x\r\n\r\nok";
    for (int size : List.of(1, 10, 1000)) {
      try (Conversation conversation = new Conversation(Map.of("overwrite-host-header", true))) {
        String bytes = before + "old.example:8000" + after;
        for (int from = 0; from < bytes.length(); from += size) {
          conversation.client(bytes.substring(from, Math.min(bytes.length(), from + size)));
        }
        assertThat(conversation.toBackend).hasToString(before + "backend.example" + after);
      }
    }
  }

  @Test
  void leavesARequestWithoutHostAsItIs() {
    String bytes = "GET / HTTP/1.0\r\nA: b\r\n\r\n";
    try (Conversation conversation =
        new Conversation(Map.of("overwrite-host-header", true)).client(bytes)) {
      assertThat(conversation.toBackend).hasToString(bytes);
    }
  }

  @Test
  void holdsNothingOfABodyBack() {
    String head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999999999999\r\n\r\n";
    try (Conversation conversation = new Conversation().client(head + "a").client("b")) {
      assertThat(conversation.toBackend).hasToString(head + "ab");
    }
  }

  @Test
  void passesAChunkOfTheGreatestSize() {
    String head = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    String chunk = "fffffffffffffff\r\nabc";
    try (Conversation conversation = new Conversation().client(head + chunk)) {
      assertThat(conversation.refused).isNull();
      assertThat(conversation.toBackend).hasToString(head + chunk);
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
    try (Conversation conversation = new Conversation().client(head)) {
      assertThat(conversation.requests).singleElement().returns(atOnce, Message::failsAtOnce);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void tellsPayloadFromWhatFramesItWhereThatMatters(int size) {
    String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    String body = "3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nX: y\r\n\r\n";
    for (boolean matters : new boolean[] {true, false}) {
      try (Conversation conversation = new Conversation().client(GET)) {
        conversation.payloadMatters = matters;
        String reply = head + body;
        for (int from = 0; from < reply.length(); from += size) {
          conversation.backend(reply.substring(from, Math.min(reply.length(), from + size)));
        }
        assertThat(conversation.payload).hasToString(matters ? "abcde" : body);
        assertThat(conversation.toClient).hasToString(reply);
        assertThat(conversation.seen).endsWith("<| " + reply.length());
      }
    }
  }

  @Test
  void takesABodyWithALengthForPayloadAltogether() {
    try (Conversation conversation = new Conversation().client(GET)) {
      conversation.payloadMatters = true;
      conversation.backend("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n1\r\na");
      assertThat(conversation.payload).hasToString("1\r\na");
    }
  }
}
