package io.galopin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Direction;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FarewellTest {

  private final SlowSocket socket = new SlowSocket();
  private @Nullable Arrival arrival;
  private final Side side =
      new Side(ProxyMeter.NONE, Direction.DOWNSTREAM, new HeldMemory(1 << 20, 1 << 20));

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
    side.leave(Farewell.How.CLOSE);
    assertThat(socket.isOutputShutdown()).isTrue();
    assertThat(socket.isOpen()).isTrue();
    advance(1);
    assertThat(socket.isOpen()).isFalse();
  }

  @Test
  void givesUpAPeerThatTakesNothing() {
    side.write(Unpooled.buffer().writeZero(100));
    side.leave(Farewell.How.CLOSE);
    advance(29);
    assertThat(socket.isOpen()).isTrue();
    advance(1);
    assertThat(socket.isOpen()).isFalse();
  }

  @Test
  void hasPatienceWithAPeerThatTakesLittle() {
    side.write(Unpooled.buffer().writeZero(100));
    side.leave(Farewell.How.CLOSE);
    for (int i = 0; i < 20; i++) {
      socket.room = 1;
      socket.flush();
      advance(29);
      assertThat(socket.isOpen()).isTrue();
    }
    assertThat(socket.isOutputShutdown()).isFalse();
    advance(30);
    assertThat(socket.isOpen()).isFalse();
  }

  /** Begins with all given to the platform, which tells of {@link #arrival}. */
  private Farewell begin(Farewell.How how, long notBefore) {
    return Farewell.begin(socket, side, how, now() + notBefore, asked -> arrival);
  }

  private long now() {
    return socket.eventLoop().ticker().nanoTime();
  }

  private static Arrival arrival(boolean all, boolean end, long bytes, long silence) {
    return new Arrival(all, end, bytes, silence);
  }

  @Test
  void waitsForAPeerThatTakesWhatThePlatformHas() {
    arrival = arrival(false, false, 1, 0);
    Farewell farewell = begin(Farewell.How.CLOSE, 0);
    assertThat(socket.isOutputShutdown()).isTrue();
    for (int bytes = 2; bytes < 20; bytes++) {
      arrival = arrival(false, false, bytes, 0);
      advance(29);
      assertThat(farewell.state()).isEqualTo(Farewell.State.ARRIVING);
    }
    advance(30);
    assertThat(farewell.state()).isEqualTo(Farewell.State.OVER);
    assertThat(socket.isOpen()).isFalse();
  }

  @Test
  void closesWhenThePeerHasAllAndIsSilent() {
    arrival = arrival(true, true, 1, 0);
    Farewell farewell = begin(Farewell.How.CLOSE, 0);
    assertThat(farewell.state()).isEqualTo(Farewell.State.ARRIVING);
    advance(1);
    assertThat(farewell.state()).isEqualTo(Farewell.State.LINGERING);
    arrival = arrival(true, true, 1, 1000);
    advance(1);
    assertThat(farewell.state()).isEqualTo(Farewell.State.OVER);
  }

  @Test
  void closesWhenThePeerHasEndedItsSide() {
    arrival = arrival(false, false, 1, 0);
    Farewell farewell = begin(Farewell.How.CLOSE, 0);
    socket.pipeline().fireUserEventTriggered(ChannelInputShutdownReadComplete.INSTANCE);
    assertThat(farewell.state()).isEqualTo(Farewell.State.OVER);
    assertThat(socket.linger()).isEqualTo(-1);
  }

  @Test
  void aPeerThatHasAllAndGoesOnSendingIsGivenUpIn10Seconds() {
    arrival = arrival(true, true, 1, 0);
    Farewell farewell = begin(Farewell.How.CLOSE, 0);
    for (int i = 0; i < 10; i++) {
      advance(1);
      assertThat(farewell.state()).isEqualTo(Farewell.State.LINGERING);
    }
    advance(1);
    assertThat(farewell.state()).isEqualTo(Farewell.State.OVER);
  }

  @Test
  void whateverThePeerDoesItTakesNoLongerThanTenMinutes() {
    Farewell farewell = begin(Farewell.How.CLOSE, 0);
    for (int i = 0; i < 599; i++) {
      arrival = arrival(false, false, i, 0);
      advance(1);
    }
    assertThat(farewell.state()).isEqualTo(Farewell.State.ARRIVING);
    arrival = arrival(false, false, 600, 0);
    advance(1);
    assertThat(farewell.state()).isEqualTo(Farewell.State.OVER);
  }

  @Test
  void aResetWaitsUntilThePeerHasAll() {
    arrival = arrival(false, false, 1, 0);
    Farewell farewell = begin(Farewell.How.RESET, 0);
    advance(2);
    assertThat(farewell.state()).isEqualTo(Farewell.State.ARRIVING);
    assertThat(socket.isOutputShutdown()).isFalse();
    arrival = arrival(true, false, 2, 0);
    advance(2);
    assertThat(farewell.state()).isEqualTo(Farewell.State.OVER);
    assertThat(socket.linger()).isZero();
  }

  @Test
  void aResetOfAFreshConnectionWaitsForItsTimeOrForTheFirstByte() {
    arrival = arrival(true, false, 0, 0);
    Farewell farewell = begin(Farewell.How.RESET, TimeUnit.HOURS.toNanos(1));
    assertThat(farewell.state()).isEqualTo(Farewell.State.ARRIVING);
    socket.writeInbound(Unpooled.buffer().writeZero(1));
    assertThat(farewell.state()).isEqualTo(Farewell.State.OVER);
  }

  @Test
  void aPeerToWhichNotAllWasGivenIsReset() {
    side.write(Unpooled.buffer().writeZero(100));
    Farewell farewell = begin(Farewell.How.CLOSE, 0);
    assertThat(farewell.state()).isEqualTo(Farewell.State.WRITING);
    advance(30);
    assertThat(farewell.state()).isEqualTo(Farewell.State.OVER);
    assertThat(socket.linger()).isZero();
  }

  /** A socket that takes as many bytes as there is room for. */
  private static final class SlowSocket extends EmbeddedChannel implements DuplexChannel {

    private int room;
    private boolean outputShutdown;
    private int linger = -1;
    private final ChannelConfig config =
        new DefaultChannelConfig(this) {
          @Override
          public <T> boolean setOption(ChannelOption<T> option, T value) {
            if (option.equals(ChannelOption.SO_LINGER)) {
              linger = (Integer) value;
              return true;
            }
            return super.setOption(option, value);
          }
        };

    @Override
    public ChannelConfig config() {
      return config == null ? super.config() : config;
    }

    int linger() {
      return linger;
    }

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
}
