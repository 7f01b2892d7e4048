package io.galopin.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Rendering;
import io.galopin.api.Session;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests a protocol with a bug. Leaks show at the end of the run. */
class BrokenProtocolTest {

  private final Rig rig = new Rig();

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  private static final class Broken implements Protocol {
    @Override
    public Session open(Pairing pairing) {
      return new Session() {
        @Override
        public Cut cutRequest(ByteBuf in) {
          if (in.getByte(in.readerIndex()) == '!') {
            throw new IllegalStateException("a bug, for the test");
          }
          return Cut.pass(1);
        }

        @Override
        public Cut cutReply(ByteBuf in) {
          return Cut.pass(in.readableBytes());
        }

        @Override
        public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
          return Rendering.reset();
        }
      };
    }
  }

  @Test
  void endsItsConnectionAndNoOther() throws IOException {
    Proxy proxy =
        rig.open(
            new Broken(),
            rig.backend(socket -> socket.getInputStream().transferTo(socket.getOutputStream())));
    try (Socket other = rig.connect(proxy);
        Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("ab!c".getBytes(US_ASCII));
      assertThatThrownBy(() -> client.getInputStream().readAllBytes())
          .isInstanceOf(SocketException.class);
      other.getOutputStream().write("ab".getBytes(US_ASCII));
      assertThat(other.getInputStream().readNBytes(2)).asString(US_ASCII).isEqualTo("ab");
    }
    await().until(() -> proxy.connections() == 0);
  }
}
