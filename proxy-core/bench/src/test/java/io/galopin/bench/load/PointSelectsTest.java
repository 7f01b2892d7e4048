package io.galopin.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.galopin.bench.load.Network.Backend;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs point selects for a moment against what looks like a server. */
class PointSelectsTest {

  private static final String GREETING = packet("\n8.4.0\0");
  private static final String OK = packet("\0\0\0\2\0\0\0");
  private static final String EOF = packet("\u00fe\0\0\2\0");
  private static final String ROW = packet("\0041234\4note");
  private static final String NO_ROWS = packet("\1") + packet("column") + EOF + EOF;
  private static final String ONE_ROW = packet("\1") + packet("column") + EOF + ROW + EOF;

  private final Network network = new Network();

  @AfterEach
  void end() {
    network.close();
  }

  @Test
  void countsEachAnswer() throws Exception {
    assertThat(outcome(ONE_ROW).nanos().getTotalCount()).isPositive();
  }

  @Test
  void saysThatARowIsMissing() {
    assertThatIOException()
        .isThrownBy(() -> outcome(NO_ROWS))
        .withMessage("0 rows with id 1 (expected: 1)");
  }

  @Test
  void saysWhatTheServerReports() {
    assertThatIOException()
        .isThrownBy(() -> outcome(packet("\u00ff\1\4#HY000no")))
        .withMessage("the server: #HY000no");
  }

  private Outcome outcome(String reply) throws Exception {
    try (Backend backend = network.listen(() -> new Server(reply))) {
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), backend.port());
      return PointSelects.run(address, 2, Duration.ofMillis(200));
    }
  }

  private static String packet(String payload) {
    return (char) payload.length() + "\0\0\0" + payload;
  }

  /** Lets everybody in, and answers each query with the same. */
  private static final class Server extends ChannelInboundHandlerAdapter {

    private final String reply;
    private boolean loggedIn;

    Server(String reply) {
      this.reply = reply;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      ctx.writeAndFlush(bytes(GREETING));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ReferenceCountUtil.release(message);
      ctx.writeAndFlush(bytes(loggedIn ? reply : OK));
      loggedIn = true;
    }

    private static ByteBuf bytes(String text) {
      return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }
  }
}
