package io.galopin.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Message;
import io.galopin.api.Rewriting;
import io.galopin.testkit.TestSession;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewritingTest {

  private static final String REQUEST =
      "\r\nGET /a?b=c HTTP/1.1\r\nhoST:  old \r\nX-A: 1\r\nx-a: 2\r\nB:\t3\r\n\r\n";
  private static final String REPLY =
      "HTTP/1.1 200 Fine\r\nServer: s\r\nContent-Length: 2\r\n\r\nok";

  @Test
  void changesNothingWithoutValuesOfItsOwn() {
    assertThat(request(REQUEST, Map.of("http.status", "500", "http.reply.header.B", "x"))).isNull();
    assertThat(reply(REPLY, Map.of("http.path", "/", "http.header.Server", "x"))).isNull();
    assertThat(request(REQUEST, Map.of("http.header.Absent", ""))).isNull();
    assertThat(request(REQUEST, Map.of("http.path", "/a"))).isNull();
  }

  @Test
  void setsAndRemovesFieldsAndLeavesAllElseAsItCame() {
    assertThat(request(REQUEST, Map.of("http.header.X-A", "9")))
        .isEqualTo("\r\nGET /a?b=c HTTP/1.1\r\nhoST:  old \r\nX-A: 9\r\nB:\t3\r\n\r\n");
    assertThat(request(REQUEST, Map.of("http.header.X-A", "")))
        .isEqualTo("\r\nGET /a?b=c HTTP/1.1\r\nhoST:  old \r\nB:\t3\r\n\r\n");
    assertThat(request(REQUEST, Map.of("http.header.New", "4")))
        .isEqualTo(REQUEST.substring(0, REQUEST.length() - 2) + "New: 4\r\n\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "/a?b=c, /new, /new?b=c",
    "/a, /new way/ä?, /new%20way/%C3%A4%3F",
    "/a, /100%, /100%25",
    "/a, /100%2, /100%252",
    "/a, /a%20b%0Ac, /a%20b%0Ac",
    "/a, /-09AZaz, /-09AZaz",
    "/a, /a%2Fb, /a%2Fb",
    "http://x, /new, http://x/new",
    "http://x/a?b, /new, http://x/new?b"
  })
  void putsAnotherPathBeforeTheQuery(String target, String path, String changed) {
    assertThat(request("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n", Map.of("http.path", path)))
        .isEqualTo("GET " + changed + " HTTP/1.1\r\nHost: x\r\n\r\n");
  }

  @Test
  void leavesTargetsWithoutPathAlone() {
    for (String line : new String[] {"OPTIONS *", "CONNECT x:1"}) {
      assertThat(request(line + " HTTP/1.1\r\nHost: x:1\r\n\r\n", Map.of("http.path", "/a")))
          .isNull();
    }
  }

  @Test
  void putsAnotherHostWhereverItStands() {
    assertThat(request(REQUEST, Map.of("http.host", "new:81")))
        .isEqualTo("\r\nGET /a?b=c HTTP/1.1\r\nhoST: new:81\r\nX-A: 1\r\nx-a: 2\r\nB:\t3\r\n\r\n");
    assertThat(
            request(
                "GET http://me@x:1/a HTTP/1.1\r\nHost: x:1\r\n\r\n",
                Map.of("http.host", "new", "http.path", "/b")))
        .isEqualTo("GET http://me@new/b HTTP/1.1\r\nHost: new\r\n\r\n");
    assertThat(request("GET / HTTP/1.0\r\n\r\n", Map.of("http.host", "new")))
        .isEqualTo("GET / HTTP/1.0\r\nhost: new\r\n\r\n");
  }

  @Test
  void leavesTheEndOfAMessageWhereItIs() {
    assertThat(
            reply(
                REPLY,
                Map.of(
                    "http.reply.header.content-LENGTH",
                    "9",
                    "http.reply.header.Transfer-Encoding",
                    "chunked")))
        .isNull();
    assertThat(request(REQUEST, Map.of("http.header.Content-Length", "5"))).isNull();
  }

  @Test
  void breaksNoHeadWithValuesThatItCannotHave() {
    assertThat(
            request(
                REQUEST,
                Map.of(
                    "http.header.A",
                    "x\r\nInjected: 1",
                    "http.header.A B",
                    "1",
                    "http.header.Host",
                    "x",
                    "http.host",
                    "x y",
                    "http.path",
                    "a")))
        .isNull();
    assertThat(reply(REPLY, Map.of("http.status", "204"))).isNull();
    assertThat(reply(REPLY, Map.of("http.status", "1000"))).isNull();
  }

  @Test
  void putsAnotherStatusWithItsPhrase() {
    assertThat(reply(REPLY, Map.of("http.status", "503", "http.reply.header.Server", "")))
        .isEqualTo("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 2\r\n\r\n");
    assertThat(reply("HTTP/1.0 200\r\n\r\n", Map.of("http.status", "404")))
        .isEqualTo("HTTP/1.0 404 Not Found\r\n\r\n");
  }

  @Test
  void givesAnEndToAReplyThatHadNone() {
    assertThat(reply("HTTP/1.1 204 No Content\r\nA: b\r\n\r\n", Map.of("http.status", "500")))
        .isEqualTo("HTTP/1.1 500 Internal Server Error\r\nA: b\r\ncontent-length: 0\r\n\r\n");
  }

  @Test
  void leavesLinesAsTheyEndToo() {
    String head = "\r\nHTTP/1.2  200 Fine\nA: b\nC: d\r\n\r\n";
    assertThat(reply(head, Map.of("http.reply.header.Absent", ""))).isNull();
    assertThat(reply(head, Map.of("http.reply.header.A", "e", "http.status", "500")))
        .isEqualTo("\r\nHTTP/1.2 500 Internal Server Error\r\nA: e\r\nC: d\r\n\r\n");
  }

  @Test
  void givesAnEndToAReplyWhoseFieldsMeantNothing() {
    String fields = "Content-Length: 1\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n";
    assertThat(reply("HTTP/1.1 304 Not\r\n" + fields, Map.of("http.status", "404")))
        .isEqualTo("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
  }

  @Test
  void keepsTheStatusOnWhichASwitchDepends() {
    String upgrade = "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: y\r\n\r\n";
    String connect = "CONNECT x:1 HTTP/1.1\r\nHost: x:1\r\n\r\n";
    Map<String, String> values = Map.of("http.status", "200");

    assertThat(reply(upgrade, "HTTP/1.1 101 Switching Protocols\r\n\r\n", values)).isNull();
    assertThat(reply(connect, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 9\r\n\r\n", values))
        .isNull();
  }

  private static @Nullable String request(String head, Map<String, String> values) {
    try (TestSession session = TestSession.of(new HttpProtocolFactory()).client(head)) {
      assertThat(session.refused()).isEmpty();
      return rewritten(session, session.requests().get(0), head, values);
    }
  }

  private static @Nullable String reply(String reply, Map<String, String> values) {
    return reply("GET / HTTP/1.1\r\nHost: x\r\n\r\n", reply, values);
  }

  private static @Nullable String reply(String request, String reply, Map<String, String> values) {
    String head = reply.substring(0, reply.indexOf("\n\r\n") + 3);
    try (TestSession session =
        TestSession.of(new HttpProtocolFactory()).client(request).backend(head)) {
      assertThat(session.refused()).isEmpty();
      return rewritten(session, session.replies().get(0), head, values);
    }
  }

  private static @Nullable String rewritten(
      TestSession session, Message message, String head, Map<String, String> values) {
    // A head need not stand at the beginning of a buffer.
    ByteBuf bytes = Unpooled.copiedBuffer("before" + head, StandardCharsets.ISO_8859_1);
    bytes.skipBytes("before".length());
    ByteBuf changed =
        session
            .session(Rewriting.class)
            .rewrite(message, bytes, values, UnpooledByteBufAllocator.DEFAULT);
    assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).isEqualTo(head);
    bytes.release();
    if (changed == null) {
      return null;
    }
    String text = changed.toString(StandardCharsets.ISO_8859_1);
    changed.release();
    return text;
  }
}
