package io.galopin.testbed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.engine.socket.Buffers;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VirtualSocketTest {

  private static final InetSocketAddress BACKEND =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);

  private final Buffers buffers = new Buffers();
  private final VirtualTime time = new VirtualTime();

  /** What the owner of the socket sees. */
  private final List<String> seen = new ArrayList<>();

  /** What the peer hears. */
  private final StringBuilder heard = new StringBuilder();

  private final VirtualSocket socket = VirtualSocket.accepted(time.loop());
  private final VirtualSocket.Peer peer =
      new VirtualSocket.Peer() {
        @Override
        public void bytes(ByteBuf bytes) {
          heard.append(bytes.toString(US_ASCII));
        }

        @Override
        public void end() {
          heard.append('|');
        }

        @Override
        public void reset() {
          heard.append('!');
        }
      };

  private final class Owner extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      seen.add("active");
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      seen.add(bytes.toString(US_ASCII));
      bytes.release();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      seen.add(event == ChannelInputShutdownReadComplete.INSTANCE ? "end" : "?");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      seen.add(cause.getMessage());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      seen.add("inactive");
    }
  }

  VirtualSocketTest() {
    time.run();
    socket.tell(peer).pipeline().addLast(new Owner());
  }

  @AfterEach
  void leavesNothingBehind() {
    socket.close();
    time.run();
    assertThat(time.hasTimers()).isFalse();
    buffers.checkReleased();
  }

  private void say(String text) {
    socket.say(buffers.of(text));
  }

  private ChannelFuture write(String text) {
    return socket.writeAndFlush(buffers.of(text));
  }

  private ChannelFuture connect(Consumer<VirtualSocket> network) {
    return new Bootstrap()
        .group(time.loop())
        .channel(VirtualSocket.class)
        .option(VirtualSocket.NETWORK, network)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 1_000)
        .handler(new Owner())
        .disableResolver()
        .connect(BACKEND);
  }

  @Test
  void givesWhatThePeerSaysWhenItIsRead() {
    say("a");
    assertThat(seen).containsExactly("a");
    socket.config().setAutoRead(false);
    say("b");
    say("c");
    socket.peerEnds();
    say("after the end");
    assertThat(seen).as("one read was asked for already").containsExactly("a", "b");
    socket.read();
    assertThat(seen).containsExactly("a", "b", "c");
    socket.read();
    assertThat(seen).containsExactly("a", "b", "c", "end");
    assertThat(socket.isInputShutdown()).isTrue();
    assertThat(socket.isOpen()).isTrue();
    socket.read();
    assertThat(seen).hasSize(4);
  }

  @Test
  void theEndOfTheInputMayCloseIt() {
    socket.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
    socket.peerEnds();
    time.run();
    assertThat(seen).containsExactly("inactive");
    assertThat(heard).hasToString("|");
    assertThat(socket.isOpen()).isFalse();
  }

  @Test
  void tellsThePeerWhatIsWrittenAsFarAsItHasRoom() {
    socket.room(2);
    ChannelFuture written = write("abc");
    assertThat(heard).hasToString("ab");
    assertThat(written.isDone()).isFalse();
    socket.room(1);
    assertThat(heard).hasToString("abc");
    assertThat(written.isSuccess()).isTrue();
    socket.room(0);
    assertThat(write("").isSuccess()).as("nothing needs no room").isTrue();
  }

  @Test
  void eachHalfEndsOnItsOwn() {
    write("a");
    assertThat(socket.shutdownOutput().isSuccess()).isTrue();
    assertThat(heard).hasToString("a|");
    assertThat(socket.isOutputShutdown()).isTrue();
    assertThat(socket.isShutdown()).isFalse();
    assertThat(write("b").cause()).isInstanceOf(ClosedChannelException.class);
    say("c");
    assertThat(seen).contains("c");
    assertThat(socket.shutdownInput().isSuccess()).isTrue();
    assertThat(socket.isShutdown()).isTrue();
    say("d");
    assertThat(seen).doesNotContain("d");
    socket.close();
    assertThat(heard).as("ended once").hasToString("a|");
  }

  @Test
  void bothHalvesEndTogether() {
    socket.shutdown();
    assertThat(socket.isShutdown()).isTrue();
    assertThat(heard).hasToString("|");
  }

  @Test
  void itsCloseIsAnEndOrAReset() {
    socket.config().setAutoRead(false);
    say("a");
    say("not read");
    socket.close();
    assertThat(heard).hasToString("|");
    assertThat(socket.isActive()).isFalse();

    heard.setLength(0);
    VirtualSocket other = VirtualSocket.accepted(time.loop()).tell(peer);
    other.config().setOption(ChannelOption.SO_LINGER, 0);
    other.close();
    assertThat(heard).hasToString("!");
  }

  @Test
  void thePeerMayResetIt() {
    socket.peerResets();
    time.run();
    assertThat(seen).containsExactly("Connection reset by peer", "inactive");
    assertThat(heard).as("it knows").hasToString("");
    socket.peerResets();
    assertThat(seen).hasSize(2);
  }

  @Test
  void connectsAtOnceOrLater() {
    ChannelFuture atOnce = connect(VirtualSocket::connected);
    time.run();
    assertThat(atOnce.isSuccess()).isTrue();
    assertThat(atOnce.channel().remoteAddress()).isEqualTo(BACKEND);
    assertThat(seen).containsExactly("active");

    List<VirtualSocket> dialled = new ArrayList<>();
    ChannelFuture later = connect(dialled::add);
    time.run();
    assertThat(later.isDone()).isFalse();
    assertThat(later.channel().isActive()).isFalse();
    dialled.get(0).connected();
    dialled.get(0).connected();
    assertThat(later.isSuccess()).isTrue();
    assertThat(seen).containsExactly("active", "active");
    dialled.get(0).refuse(new IOException("too late"));
    assertThat(dialled.get(0).isActive()).isTrue();
    atOnce.channel().close();
    later.channel().close();
  }

  @Test
  void mayBeRefused() {
    List<VirtualSocket> dialled = new ArrayList<>();
    ChannelFuture attempt = connect(dialled::add);
    time.run();
    dialled.get(0).refuse(new IOException("Connection refused"));
    assertThat(attempt.cause()).hasMessage("Connection refused");
    assertThat(dialled.get(0).isOpen()).isFalse();
    dialled.get(0).connected();
    assertThat(dialled.get(0).isActive()).isFalse();
  }

  @Test
  void isRefusedWhenNobodyAnswersInTime() {
    ChannelFuture attempt = connect(dialled -> {});
    time.run();
    time.advance(Duration.ofSeconds(1).minusNanos(1));
    assertThat(attempt.isDone()).isFalse();
    time.advance(Duration.ofNanos(1));
    assertThat(attempt.cause()).isInstanceOf(ConnectTimeoutException.class);
  }

  @Test
  void isNotBound() {
    assertThat(socket.localAddress()).isNotNull();
    assertThatThrownBy(() -> socket.bind(BACKEND).sync())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
