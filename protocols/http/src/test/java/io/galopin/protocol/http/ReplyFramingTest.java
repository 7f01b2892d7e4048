package io.galopin.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.Dialogue;
import io.galopin.testkit.TestSession;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the forms of replies that pass. {@link RefusalsTest} has the others. */
class ReplyFramingTest {

  private static final HttpProtocolFactory HTTP = new HttpProtocolFactory();
  private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String NEXT = "HTTP/1.1 418 Next\r\nContent-Length: 0\r\n\r\n";

  static Stream<ReplyTable.Row> passing() {
    return ReplyTable.rows().stream().filter(row -> row.flaw() == null);
  }

  /** The reply passes unchanged and ends where the next one begins. */
  @ParameterizedTest
  @MethodSource("passing")
  void passes(ReplyTable.Row row) {
    for (int size : List.of(1, 2, 7, 1000)) {
      try (TestSession session = TestSession.of(HTTP).client(GET + GET)) {
        session.play(Dialogue.start().backend(row.bytes() + NEXT).inPieces(size));
        assertThat(session.refused()).isEmpty();
        assertThat(session.toClient()).isEqualTo(row.bytes() + NEXT);
        assertThat(session.seen())
            .containsSubsequence("<| " + row.bytes().length(), "< 418", "<| " + NEXT.length());
      }
    }
  }

  @Test
  void passesInterimRepliesWhateverTheirFieldsSay() {
    String reply = "HTTP/1.1 100 Go\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n";
    try (TestSession session = TestSession.of(HTTP).client(GET).backend(reply + NEXT)) {
      assertThat(session.refused()).isEmpty();
      assertThat(session.seen())
          .containsSubsequence("< 100", "<| " + reply.length(), "< 418", "<| " + NEXT.length());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 408, 429, 503})
  void passesTheLastWordsOfAServerThatNobodyAsked(int status) {
    String words = "HTTP/1.1 " + status + " No\r\nConnection: close\r\n\r\nbye";
    for (int size : List.of(1, 1000)) {
      Dialogue dialogue = Dialogue.start().backend(words).inPieces(size);
      try (TestSession session = TestSession.of(HTTP).play(dialogue).backendEnds()) {
        assertThat(session.refused()).isEmpty();
        assertThat(session.toClient()).isEqualTo(words);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 200 OK\r\n", "HTTP/1.1 500 No\r\n", "HTTP/1.1 4", "hello"})
  void refusesOtherWordsThatNobodyAskedFor(String words) {
    try (TestSession session = TestSession.of(HTTP).backend(words).backendEnds()) {
      assertThat(session.refused()).hasValue("the backend spoke unasked");
    }
  }

  @Test
  void passesAnEmptyLineBehindTheLastReply() {
    String reply = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
    try (TestSession session = TestSession.of(HTTP).client(GET).backend(reply + "\r\n")) {
      session.client(GET).backend(reply);
      assertThat(session.refused()).isEmpty();
      assertThat(session.toClient()).isEqualTo(reply + "\r\n" + reply);
      assertThat(session.seen()).endsWith("< 200", "<| " + reply.length());
    }
  }

  @Test
  void takesTheLargestChunk() {
    String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\nhi";
    try (TestSession session = TestSession.of(HTTP, Map.of()).client(GET).backend(head)) {
      assertThat(session.refused()).isEmpty();
      assertThat(session.toClient()).isEqualTo(head);
    }
  }
}
