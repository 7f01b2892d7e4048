package io.galopin.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

class HttpRepliesTest {

  private static final String REPLY =
      "HTTP/1.1 200 OK\r\nvia: a relay\r\n\r\n" + "x".repeat(HttpBackend.BODY);

  @Test
  void countsRepliesThatComeTogether() {
    assertThat(new HttpReplies().endedIn(bytes(REPLY + REPLY + "HTTP/1.1 "))).isEqualTo(2);
  }

  @Test
  void countsAReplyThatComesByteByByteAtItsLastByte() {
    HttpReplies replies = new HttpReplies();
    for (int i = 0; i < REPLY.length() - 1; i++) {
      assertThat(replies.endedIn(bytes(REPLY.substring(i, i + 1)))).isZero();
    }
    assertThat(replies.endedIn(bytes("x"))).isEqualTo(1);
  }

  @Test
  void understandsWhatTheBackendAnswers() {
    EmbeddedChannel backend = new EmbeddedChannel(new HttpBackend());
    Exchange exchange = HttpBackend.get("/");
    String request = exchange.request();

    // One and a half requests, then the rest of the second.
    backend.writeInbound(bytes(request + request.substring(0, 20)));
    backend.writeInbound(bytes(request.substring(20)));

    Replies replies = exchange.replies().get();
    int ended = 0;
    for (ByteBuf out = backend.readOutbound(); out != null; out = backend.readOutbound()) {
      ended += replies.endedIn(out);
    }
    assertThat(ended).isEqualTo(2);
    assertThat(backend.finish()).isFalse();
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.wrappedBuffer(text.getBytes(US_ASCII));
  }
}
