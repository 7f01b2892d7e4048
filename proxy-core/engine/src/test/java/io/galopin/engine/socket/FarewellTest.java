package io.galopin.engine.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Direction;
import io.galopin.engine.SlowSocket;
import io.galopin.engine.hold.HeldMemory;
import io.netty.buffer.Unpooled;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FarewellTest {

  private final SlowSocket socket = new SlowSocket();
  private @Nullable Arrival arrival;
  private int asked;
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
    millis(seconds * 1_000);
  }

  private void millis(long millis) {
    socket.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
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
    return Farewell.begin(
        socket,
        side,
        how,
        now() + notBefore,
        of -> {
          asked++;
          return arrival;
        });
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
  void closesAtOnceWhatThePeerHasEndedAndThePlatformHas() {
    socket.pipeline().fireUserEventTriggered(ChannelInputShutdownReadComplete.INSTANCE);
    socket.room = 100;
    side.write(Unpooled.buffer().writeZero(100));
    side.leave(Farewell.How.CLOSE);
    assertThat(socket.isOpen()).isFalse();
    assertThat(socket.linger()).isEqualTo(-1);
    // The close is the end of the output, too.
    assertThat(socket.isOutputShutdown()).isFalse();
  }

  @Test
  void writesTheRestForAPeerThatHasEnded() {
    socket.pipeline().fireUserEventTriggered(ChannelInputShutdownReadComplete.INSTANCE);
    side.write(Unpooled.buffer().writeZero(100));
    side.leave(Farewell.How.CLOSE);
    advance(1);
    assertThat(socket.isOpen()).isTrue();
    socket.room = 100;
    socket.flush();
    assertThat(socket.isOpen()).isFalse();
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

  @Test
  void readsWhatThePeerSendsWhereItsSideDidNot() {
    side.reading(false);
    begin(Farewell.How.CLOSE, 0);
    assertThat(socket.config().isAutoRead()).isTrue();
  }

  @Test
  void isOverAtOnceWhereTheSocketIsGone() {
    socket.close();
    assertThat(begin(Farewell.How.CLOSE, 0).state()).isEqualTo(Farewell.State.OVER);
  }

  @Test
  void isOverWhenTheSocketBreaks() {
    arrival = arrival(false, false, 1, 0);
    Farewell farewell = begin(Farewell.How.CLOSE, 0);
    socket.pipeline().fireExceptionCaught(new IOException("broken"));
    assertThat(farewell.state()).isEqualTo(Farewell.State.OVER);
    assertThat(socket.isOpen()).isFalse();
  }

  @Test
  void lingersForASecondAfterTheLastByteThatThePlatformHeard() {
    arrival = arrival(true, true, 1, 0);
    Farewell farewell = begin(Farewell.How.CLOSE, 0);
    arrival = arrival(true, true, 1, 400);
    advance(1);
    arrival = arrival(true, true, 1, 999);
    millis(600);
    assertThat(asked).isEqualTo(2);
    assertThat(farewell.state()).isEqualTo(Farewell.State.LINGERING);
    arrival = arrival(true, true, 1, 1_000);
    millis(10);
    assertThat(farewell.state()).isEqualTo(Farewell.State.OVER);
  }

  @Test
  void lingersForASecondAfterTheLastByteWhereThePlatformTellsNothing() {
    Farewell farewell = begin(Farewell.How.CLOSE, 0);
    for (int i = 0; i < 5; i++) {
      millis(900);
      socket.writeInbound(Unpooled.buffer().writeZero(1));
    }
    millis(999);
    assertThat(farewell.state()).isEqualTo(Farewell.State.LINGERING);
    millis(10);
    assertThat(farewell.state()).isEqualTo(Farewell.State.OVER);
  }

  @Test
  void asksNoMoreWhenTheSocketIsClosed() {
    arrival = arrival(false, false, 1, 0);
    Farewell farewell = begin(Farewell.How.CLOSE, 0);
    socket.pipeline().fireChannelInactive();
    assertThat(farewell.state()).isEqualTo(Farewell.State.OVER);
    advance(60);
    assertThat(asked).isZero();
  }

  @Test
  void aFirstByteBringsALookForwardAndAddsNone() {
    arrival = arrival(false, false, 1, 0);
    begin(Farewell.How.RESET, 0);
    socket.writeInbound(Unpooled.buffer().writeZero(1));
    assertThat(asked).isEqualTo(2);
    millis(3);
    assertThat(asked).isEqualTo(2);
    millis(1);
    assertThat(asked).isEqualTo(3);
  }

  @Test
  void aResetWaitsForATenthOfASecondWhereThePlatformTellsNothing() {
    Farewell farewell = begin(Farewell.How.RESET, 0);
    for (int i = 0; i < 99; i++) {
      millis(1);
      assertThat(farewell.state()).isEqualTo(Farewell.State.ARRIVING);
    }
    millis(100);
    assertThat(farewell.state()).isEqualTo(Farewell.State.OVER);
    assertThat(socket.linger()).isZero();
  }

  @Test
  void aResetWaitsForAsLongWhenTheSocketWasSlow() {
    socket.room = 0;
    side.write(Unpooled.buffer().writeZero(1));
    Farewell farewell = begin(Farewell.How.RESET, 0);
    advance(10);
    socket.room = 1;
    socket.flush();
    assertThat(farewell.state()).isEqualTo(Farewell.State.ARRIVING);
    millis(200);
    assertThat(farewell.state()).isEqualTo(Farewell.State.OVER);
  }
}
