package io.galopin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Direction;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderlyCloseTest {

  private final SlowSocket socket = new SlowSocket();
  private final Side side =
      new Side(
          new NobodyListens(),
          ProxyMeter.NONE,
          Direction.DOWNSTREAM,
          new HeldMemory(1 << 20, 1 << 20));

  @BeforeEach
  void attach() {
    socket.freezeTime();
    side.attach(socket);
  }

  @AfterEach
  void release() {
    socket.finishAndReleaseAll();
  }

  private void advance(long seconds) {
    socket.advanceTimeBy(seconds, TimeUnit.SECONDS);
    socket.runScheduledPendingTasks();
  }

  @Test
  void closesASecondAfterAllIsWritten() {
    socket.room = 100;
    side.write(Unpooled.buffer().writeZero(100));
    side.closeOrderly();
    assertThat(socket.isOutputShutdown()).isTrue();
    assertThat(socket.isOpen()).isTrue();
    advance(1);
    assertThat(socket.isOpen()).isFalse();
  }

  @Test
  void givesUpAPeerThatTakesNothing() {
    side.write(Unpooled.buffer().writeZero(100));
    side.closeOrderly();
    advance(29);
    assertThat(socket.isOpen()).isTrue();
    advance(1);
    assertThat(socket.isOpen()).isFalse();
  }

  @Test
  void hasPatienceWithAPeerThatTakesLittle() {
    side.write(Unpooled.buffer().writeZero(100));
    side.closeOrderly();
    for (int i = 0; i < 99; i++) {
      socket.room = 1;
      socket.flush();
      advance(30);
      assertThat(socket.isOpen()).isTrue();
    }
    assertThat(socket.isOutputShutdown()).isFalse();
    advance(30);
    assertThat(socket.isOpen()).isFalse();
  }

  /** A socket that takes as many bytes as there is room for. */
  private static final class SlowSocket extends EmbeddedChannel implements DuplexChannel {

    private int room;
    private boolean outputShutdown;

    @Override
    protected void doWrite(ChannelOutboundBuffer out) {
      while (!out.isEmpty()) {
        int taken = Math.min(room, ((ByteBuf) out.current()).readableBytes());
        if (taken == 0 && ((ByteBuf) out.current()).isReadable()) {
          return;
        }
        room -= taken;
        out.removeBytes(taken);
        if (taken == 0) {
          out.remove();
        }
      }
    }

    @Override
    public boolean isOutputShutdown() {
      return outputShutdown;
    }

    @Override
    public ChannelFuture shutdownOutput() {
      return shutdownOutput(newPromise());
    }

    @Override
    public ChannelFuture shutdownOutput(ChannelPromise promise) {
      outputShutdown = true;
      return promise.setSuccess();
    }

    @Override
    public boolean isInputShutdown() {
      return false;
    }

    @Override
    public ChannelFuture shutdownInput() {
      return newFailedFuture(new UnsupportedOperationException());
    }

    @Override
    public ChannelFuture shutdownInput(ChannelPromise promise) {
      return promise.setFailure(new UnsupportedOperationException());
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public ChannelFuture shutdown() {
      return shutdownOutput();
    }

    @Override
    public ChannelFuture shutdown(ChannelPromise promise) {
      return shutdownOutput(promise);
    }
  }

  private static final class NobodyListens implements Side.Listener {
    @Override
    public void read(Side side, ByteBuf bytes) {
      bytes.release();
    }

    @Override
    public void readComplete(Side side) {}

    @Override
    public void ended(Side side) {}

    @Override
    public void broken(Side side, IOException cause) {}

    @Override
    public void failed(Throwable cause) {}

    @Override
    public void deaf(Side side) {}

    @Override
    public void writabilityChanged(Side side) {}

    @Override
    public void closed(Side side) {}
  }
}
