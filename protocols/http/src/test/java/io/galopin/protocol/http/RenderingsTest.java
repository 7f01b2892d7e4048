package io.galopin.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.api.Rendering;
import io.galopin.api.Rendering.End;
import io.galopin.api.Reply;
import io.galopin.api.Request;
import io.galopin.api.Trouble;
import io.galopin.api.TroubleTelling;
import io.galopin.testkit.TestSession;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenderingsTest {

  private static final HttpProtocolFactory HTTP = new HttpProtocolFactory();

  private static final UnpooledByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;
  private static final String GET = "GET /a HTTP/1.1\r\nHost: x\r\n";

  @ParameterizedTest
  @CsvSource({"0, 500", "0.249, 500", "0.25, 501", "0.5, 502", "0.75, 503", "0.999999, 503"})
  void choosesTheStatusByTheDraw(double number, String status) {
    Rendering rendering = fail(GET, number);

    assertThat(rendering.label()).isEqualTo(status);
    assertThat(text(rendering)).startsWith("HTTP/1.1 " + status + " ");
  }

  @Test
  void rendersAFailureThatAnHttpClientReads() {
    Rendering rendering = fail(GET, 0.9);
    EmbeddedChannel client =
        new EmbeddedChannel(new HttpResponseDecoder(), new HttpObjectAggregator(1000));

    client.writeInbound(rendering.bytes());

    FullHttpResponse response = client.readInbound();
    assertThat(response.status().code()).isEqualTo(503);
    assertThat(response.headers().get("Content-Type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(response.headers().getInt("Content-Length"))
        .isEqualTo(response.content().readableBytes());
    assertThat(response.headers().contains("Connection")).isFalse();
    assertThat(response.content().toString(StandardCharsets.UTF_8))
        .isEqualTo("Injected by Galopin: 503 Service Unavailable, on purpose.\n");
    assertThat(rendering.end()).isEqualTo(End.KEEP);
    response.release();
    assertThat(client.finish()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "GET / HTTP/1.1, A: b, KEEP, ''",
    "GET / HTTP/1.1, Connection: Keep-Alive, KEEP, ''",
    "GET / HTTP/1.1, Expect: 100-continue, KEEP, ''",
    "GET / HTTP/1.1, 'Connection: x, Close', CLOSE, close",
    "GET / HTTP/1.0, A: b, CLOSE, close",
    "GET / HTTP/1.0, Connection: keep-alive, KEEP, keep-alive",
    "POST / HTTP/1.1, Content-Length: 5, KEEP, ''",
    "POST / HTTP/1.1, 'Expect: 100-Continue\r\nContent-Length: 5', CLOSE, close",
    "POST / HTTP/1.1, 'Expect: 100-continue\r\nTransfer-Encoding: chunked', CLOSE, close",
    "GET / HTTP/1.1, Upgrade: websocket, KEEP, ''",
    "CONNECT h:1 HTTP/1.1, A: b, KEEP, ''"
  })
  void keepsTheConnectionWhereTheClientCanGoOn(
      String line, String fields, End end, String connection) {
    Rendering rendering = fail(line + "\r\nHost: x\r\n" + fields + "\r\n", 0);

    assertThat(rendering.end()).isEqualTo(end);
    String text = text(rendering);
    if (connection.isEmpty()) {
      assertThat(text).doesNotContainIgnoringCase("connection:");
    } else {
      assertThat(text).containsIgnoringCase("\r\nconnection: " + connection + "\r\n");
    }
  }

  @Test
  void rendersTheStatusTheFieldsAndTheBodyThatAreGiven() {
    String text =
        text(
            fail(
                GET,
                Map.of(
                    "status",
                    429,
                    "headers",
                    Map.of("Retry-After", "5", "content-type", "application/json", "Server", ""),
                    "body",
                    "{\"why\":\"ä\"}")));

    assertThat(text)
        .startsWith("HTTP/1.1 429 Too Many Requests\r\n")
        .contains("\r\nRetry-After: 5\r\n", "\r\ncontent-type: application/json\r\n")
        .contains("\r\ncontent-length: 12\r\n")
        .doesNotContainIgnoringCase("server:")
        .endsWith("\r\n\r\n{\"why\":\"ä\"}");
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void rendersNoBodyWhereThereIsNone(int status) {
    assertThat(text(fail(GET, Map.of("status", status, "body", "x"))))
        .startsWith("HTTP/1.1 " + status + " ")
        .doesNotContainIgnoringCase("content-")
        .endsWith("\r\n\r\n");
  }

  @Test
  void closesATunnelThatNobodyIsBehind() {
    Rendering rendering = fail("CONNECT h:1 HTTP/1.1\r\nHost: h:1\r\n", Map.of("status", 200));

    assertThat(rendering.end()).isEqualTo(End.CLOSE);
    assertThat(text(rendering))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .doesNotContainIgnoringCase("content-")
        .endsWith("\r\n\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "status, 199, 'status: 199 (expected: a whole number from 200 to 599)'",
    "status, 600, 'status: 600 (expected: a whole number from 200 to 599)'",
    "headers, Connection=close, 'headers: Connection=close (expected: other fields than Connection,"
        + " which follows by itself)'",
    "headers, a=1; content-length=5, 'headers: a=1; content-length=5 (expected: other fields than"
        + " content-length, which follows by itself)'",
    "headers, a b=1, 'headers: a b=1 (expected: header fields in Latin-1, which a b is not)'",
    "headers, a=€, 'headers: a=€ (expected: header fields in Latin-1, which a is not)'"
  })
  void refusesWhatNoReplyCanHave(String option, String value, String sentence) {
    assertThatThrownBy(() -> Options.of(FailureOptions.ALL, Map.of(option, value)))
        .isInstanceOf(OptionException.class)
        .hasMessage(sentence);
  }

  @Test
  void givesAHeadRequestTheLengthWithoutTheBody() {
    String whole = text(fail(GET, 0));
    String head = text(fail("HEAD /a HTTP/1.1\r\nHost: x\r\n", 0));

    assertThat(head).endsWith("\r\n\r\n");
    assertThat(whole)
        .isEqualTo(head + "Injected by Galopin: 500 Internal Server Error, on purpose.\n");
  }

  @ParameterizedTest
  @CsvSource({
    "UNREACHABLE, 502, Galopin cannot reach the backend: why.",
    "TIMEOUT, 504, Galopin did not reach the backend in time: why.",
    "BAD_REPLY, 502, Galopin got a bad reply from the backend: why."
  })
  void saysWhatTroubleThereIs(Trouble.Kind kind, String status, String sentence) {
    Rendering rendering = trouble(new Trouble(kind, "why"), request(GET));

    assertThat(rendering.label()).isEqualTo(status);
    assertThat(rendering.end()).isEqualTo(End.CLOSE);
    assertThat(text(rendering))
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("\r\nserver: galopin\r\n", "\r\nconnection: close\r\n")
        .endsWith("\r\n\r\n" + sentence + "\n");
  }

  @Test
  void givesAHeadRequestNoBodyInTroubleEither() {
    Trouble trouble = new Trouble(Trouble.Kind.TIMEOUT, "why");

    assertThat(text(trouble(trouble, request("HEAD / HTTP/1.1\r\nHost: x\r\n"))))
        .contains("content-length: ")
        .endsWith("\r\n\r\n");
  }

  @Test
  void hasNoWordsAfterASwitch() {
    Request turn = () -> "3 bytes";
    try (TestSession session = TestSession.of(HTTP)) {
      Trouble trouble = new Trouble(Trouble.Kind.TIMEOUT, "why");

      assertThat(session.session()).isInstanceOf(TroubleTelling.class);
      assertThat(session.session(TroubleTelling.class).tell(trouble, turn, ALLOCATOR)).isNull();
      assertThat(session.session().render(Failure.ERROR, new Drawn(turn, 0), ALLOCATOR).end())
          .isEqualTo(End.RESET);
    }
  }

  private static Rendering fail(String head, Map<String, Object> options) {
    Failure failure = new Failure(Failure.Kind.ERROR, Options.of(FailureOptions.ALL, options));
    try (TestSession session = TestSession.of(HTTP)) {
      return session.session().render(failure, new Drawn(request(head), 0), ALLOCATOR);
    }
  }

  private static Rendering fail(String head, double number) {
    try (TestSession session = TestSession.of(HTTP)) {
      return session.session().render(Failure.ERROR, new Drawn(request(head), number), ALLOCATOR);
    }
  }

  private static Rendering trouble(Trouble trouble, Request request) {
    try (TestSession session = TestSession.of(HTTP)) {
      return Objects.requireNonNull(
          session.session(TroubleTelling.class).tell(trouble, request, ALLOCATOR));
    }
  }

  private static Request request(String head) {
    try (TestSession session = TestSession.of(HTTP).client(head + "\r\n")) {
      assertThat(session.refused()).isEmpty();
      return session.requests().get(0);
    }
  }

  private static String text(Rendering rendering) {
    String text = rendering.bytes().toString(StandardCharsets.UTF_8);
    rendering.bytes().release();
    return text;
  }

  /** An exchange in which every draw is the same number. */
  private record Drawn(Request request, double number) implements Exchange {
    @Override
    public long connection() {
      return 1;
    }

    @Override
    public long ordinal() {
      return 1;
    }

    @Override
    public @Nullable Reply reply() {
      return null;
    }

    @Override
    public boolean acceptsInsertion() {
      return false;
    }

    @Override
    public double draw(String purpose) {
      assertThat(purpose).isEqualTo("status");
      return number;
    }

    @Override
    public <T> T connectionState(Supplier<T> initial) {
      return initial.get();
    }
  }
}
