package io.galopin.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Attribute;
import io.galopin.api.Attributing;
import io.galopin.api.Message;
import io.galopin.testkit.TestSession;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTest {

  private static final String REPLY =
      "HTTP/1.1 404 Not Found\r\nVia: a\r\nX-B:\t c \r\nVIA: b\r\n\r\n";

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "GET /orders/1, /orders/1",
        "GET /orders?id=1, /orders",
        "GET /%61dm%69n, /admin",
        "GET /a%2fb%2F, /a%2Fb%2F",
        "GET /a%2561, /a%2561",
        "GET /a%0d%0Ab%00%7f, /a%0D%0Ab%00%7F",
        "GET /a%20b%0a, /a b%0A",
        "GET /\u00c3\u00a4, /ä",
        "GET /a%3Fb?c, /a?b",
        "GET /a%zz%4, /a%zz%4",
        "GET /a+b, /a+b",
        "GET /%C3%A4, /ä",
        "GET /%e4, /ä",
        "GET /../a//b, /../a//b",
        "GET http://x/a/b?c, /a/b",
        "GET http://x, /",
        "GET http://x?c, /",
        "OPTIONS *, *",
        "CONNECT x:443, null"
      })
  void readsThePathSoThatItIsTheSameHoweverItIsEncoded(String line, @Nullable String path) {
    assertThat(ofRequest(Attributes.PATH, "", line, "")).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "/?a=1&b=2, a, 1",
        "/?a=1&b=2, b, 2",
        "/?a=1&a=2, a, 1",
        "/?a=1+2%26%2f, a, 1 2&/",
        "/?%61=1, a, 1",
        "/?a, a, ''",
        "/?a=, a, ''",
        "/?a=b=c, a, b=c",
        "/?aa=1, a, null",
        "/?A=1, a, null",
        "/?, a, null",
        "/a=1, a, null"
      })
  void readsParametersOfTheQuery(String target, String name, @Nullable String value) {
    assertThat(ofRequest(Attributes.QUERY, name, "GET " + target, "")).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "GET /, x.example:80",
    "GET http://y.example:81/a@b, y.example:81",
    "GET http://me:secret@y.example, y.example",
    "CONNECT y.example:443, y.example:443",
    "OPTIONS *, x.example:80"
  })
  void readsTheHostThatIsAsked(String line, String host) {
    assertThat(ofRequest(Attributes.HOST, "", line, "")).isEqualTo(host);
  }

  @Test
  void readsMethods() {
    assertThat(ofRequest(Attributes.METHOD, "", "PROPFIND /", "")).isEqualTo("PROPFIND");
  }

  @Test
  void readsFieldsInWhateverCaseAndTogether() {
    String fields = "accept:  a/b \r\nX: 1\r\nAccept: c/d\r\nEmpty:\r\nCaf: \u00e9\r\n";

    assertThat(ofRequest(Attributes.HEADER, "ACCEPT", "GET /", fields)).isEqualTo("a/b, c/d");
    assertThat(ofRequest(Attributes.HEADER, "Empty", "GET /", fields)).isEqualTo("");
    assertThat(ofRequest(Attributes.HEADER, "Caf", "GET /", fields)).isEqualTo("\u00e9");
    assertThat(ofRequest(Attributes.HEADER, "x-aZ", "GET /", "X-Az: 1\r\n")).isEqualTo("1");
    assertThat(ofRequest(Attributes.HEADER, "x-Az", "GET /", "X-aZ: 1\r\n")).isEqualTo("1");
    assertThat(ofRequest(Attributes.HEADER, "Accep", "GET /", fields)).isNull();
  }

  @Test
  void readsBehindEmptyLines() {
    assertThat(value(Attributes.PATH, "", "\r\n\r\nGET /a HTTP/1.1\r\nHost: x\r\n\r\n", ""))
        .isEqualTo("/a");
  }

  @Test
  void readsReplies() {
    String request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    assertThat(value(Attributes.STATUS, "", request, REPLY)).isEqualTo(404L);
    assertThat(value(Attributes.REPLY_HEADER, "via", request, REPLY)).isEqualTo("a, b");
    assertThat(value(Attributes.REPLY_HEADER, "X-B", request, REPLY)).isEqualTo("c");
    assertThat(value(Attributes.REPLY_HEADER, "X-C", request, REPLY)).isNull();
  }

  @Test
  void hasNothingToSayOfTurns() {
    try (TestSession session = TestSession.of(new HttpProtocolFactory())) {
      Message turn = () -> "3 bytes";

      assertThat(
              session
                  .session(Attributing.class)
                  .attribute(Attributes.PATH, "", turn, Unpooled.EMPTY_BUFFER))
          .isNull();
    }
  }

  private static @Nullable Object ofRequest(
      Attribute attribute, String name, String line, String fields) {
    String head = line + " HTTP/1.1\r\nHost: x.example:80\r\n" + fields + "\r\n";
    return value(attribute, name, head, "");
  }

  /** Returns an attribute's value in the head of the last message. */
  private static @Nullable Object value(
      Attribute attribute, String name, String request, String reply) {
    try (TestSession session =
        TestSession.of(new HttpProtocolFactory()).client(request).backend(reply)) {
      assertThat(session.refused()).isEmpty();
      Message message = reply.isEmpty() ? session.requests().get(0) : session.replies().get(0);
      ByteBuf head =
          Unpooled.copiedBuffer(
              "GET " + (reply.isEmpty() ? request : reply), StandardCharsets.ISO_8859_1);
      int before = head.skipBytes("GET ".length()).readerIndex();
      Object value = session.session(Attributing.class).attribute(attribute, name, message, head);
      assertThat(head.readerIndex()).isEqualTo(before);
      head.release();
      return value;
    }
  }
}
