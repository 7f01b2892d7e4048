package io.galopin.protocol.memcache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Probing;
import io.galopin.api.Rendering;
import io.galopin.api.Trouble;
import io.galopin.api.TroubleTelling;
import io.galopin.testkit.TestSession;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests what Galopin itself says to clients and backends. */
class RenderingsTest {

  private static final MemcacheProtocolFactory MEMCACHE = new MemcacheProtocolFactory();

  private static String taken(ByteBuf bytes) {
    try {
      return bytes.toString(ISO_8859_1);
    } finally {
      bytes.release();
    }
  }

  private static Rendering told(TestSession session, Trouble.Kind kind) {
    return ((TroubleTelling) session.session())
        .tell(
            new Trouble(kind, "why"), session.requests().get(0), UnpooledByteBufAllocator.DEFAULT);
  }

  private static String probe(TestSession session) {
    ByteBuf probe = ((Probing) session.session()).probe(UnpooledByteBufAllocator.DEFAULT);
    assertThat(probe).isNotNull();
    return taken(probe);
  }

  @ParameterizedTest
  @CsvSource({
    "UNREACHABLE, cannot reach the backend",
    "TIMEOUT, did not reach the backend in time",
    "BAD_REPLY, got a bad reply from the backend"
  })
  void tellsTheClientWhatBefellTheBackend(Trouble.Kind kind, String words) {
    String sentence = "Galopin " + words + ": why";
    try (TestSession text = TestSession.of(MEMCACHE).client("get a\r\n")) {
      Rendering rendering = told(text, kind);
      assertThat(taken(rendering.bytes())).isEqualTo("SERVER_ERROR " + sentence + "\r\n");
    }
    Packet get = Packet.request(0x00, 7).withKey("a");
    try (TestSession binary = TestSession.of(MEMCACHE).client(get.bytes())) {
      Rendering rendering = told(binary, kind);
      assertThat(taken(rendering.bytes()))
          .isEqualTo(Packet.reply(0x00, 7).withStatus(0x84).withValue(sentence).bytes());
    }
  }

  @Test
  void asksTheBackendInItsClientsProtocolWhetherItIsDone() {
    try (TestSession text = TestSession.of(MEMCACHE).client("mg a q\r\n")) {
      assertThat(probe(text)).isEqualTo("mn\r\n");
    }
    try (TestSession binary = TestSession.of(MEMCACHE).client(Packet.request(0x11, 1).bytes())) {
      assertThat(probe(binary)).isEqualTo(Packet.request(0x0A, 0).bytes());
    }
  }
}
