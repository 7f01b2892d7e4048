package io.galopin.engine.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Direction;
import io.galopin.engine.hold.HeldMemory;
import io.galopin.testbed.VirtualSocket;
import io.galopin.testbed.VirtualTime;
import io.netty.buffer.ByteBuf;
import io.netty.channel.socket.ChannelOutputShutdownException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The backend's side, unless a test says otherwise. */
class SideTest {

  private final Buffers buffers = new Buffers();
  private final VirtualTime time = new VirtualTime();
  private final HeldMemory memory = new HeldMemory(1 << 20, 1 << 22);

  /** What the peer hears, and what happens at the side. */
  private final StringBuilder heard = new StringBuilder();

  private final List<String> events = new ArrayList<>();
  private int writabilityChanges;
  private final VirtualSocket socket =
      VirtualSocket.accepted(time.loop())
          .tell(
              new VirtualSocket.Peer() {
                @Override
                public void bytes(ByteBuf bytes) {
                  heard.append(bytes.toString(ISO_8859_1));
                }

                @Override
                public void end() {
                  heard.append('|');
                }

                @Override
                public void reset() {
                  heard.append('!');
                }
              });
  private final Side side = side(Direction.UPSTREAM);

  private Side side(Direction direction) {
    Side made = new Side(ProxyMeter.NONE, direction, memory);
    made.tell(
        new SideEvents() {
          @Override
          public void read(Side at, ByteBuf bytes) {
            events.add("read " + bytes.toString(ISO_8859_1));
            bytes.release();
          }

          @Override
          public void readComplete(Side at) {}

          @Override
          public void ended(Side at) {
            events.add("ended");
          }

          @Override
          public void broken(Side at, IOException cause) {
            events.add("broken: " + cause.getMessage());
          }

          @Override
          public void failed(Throwable cause) {
            events.add("failed");
          }

          @Override
          public void deaf(Side at) {
            events.add("deaf");
          }

          @Override
          public void writabilityChanged(Side at) {
            writabilityChanges++;
          }

          @Override
          public void closed(Side at) {
            events.add("closed");
          }
        });
    return made;
  }

  @AfterEach
  void leavesNothingBehind() {
    side.close();
    socket.close();
    time.advance(Duration.ofMinutes(20));
    assertThat(memory.held()).isZero();
    buffers.checkReleased();
  }

  private void write(String text) {
    side.write(buffers.of(text));
  }

  @Test
  void whatIsWrittenBeforeThereIsASocketWaitsForIt() {
    write("a");
    side.whenWritten(() -> events.add("written after " + heard));
    write("b");
    side.end();
    write("c");
    assertThat(side.owes()).isTrue();
    assertThat(memory.held()).isPositive();
    side.attach(socket);
    assertThat(heard).hasToString("ab|");
    assertThat(events).containsExactly("written after a");
    assertThat(side.owes()).isFalse();
  }

  @Test
  void writesWhenItIsFlushed() {
    side.attach(socket);
    write("a");
    assertThat(heard).hasToString("");
    side.flush();
    assertThat(heard).hasToString("a");
    side.mark(() -> events.add("mark"));
    assertThat(events).containsExactly("mark");
  }

  @Test
  void isNotWritableWhileTooMuchWaitsOrSomebodyWantsToKnow() {
    assertThat(side.writable()).isTrue();
    write("x".repeat(256 * 1024));
    assertThat(side.writable()).isFalse();
    side.attach(socket);
    assertThat(side.writable()).isTrue();
    socket.room(0);
    write("y");
    side.whenWritten(() -> events.add("written"));
    side.flush();
    assertThat(side.writable()).isFalse();
    socket.room(1);
    assertThat(events).containsExactly("written");
    assertThat(side.writable()).isTrue();
  }

  @Test
  void isWritableOnceNothingIsTaken() {
    write("x".repeat(256 * 1024));
    side.end();
    assertThat(side.writable()).isTrue();
    side.deafen();
    assertThat(side.writable()).isTrue();
    assertThat(memory.held()).isZero();
    side.whenWritten(() -> events.add("never"));
    side.attach(socket);
    assertThat(events).isEmpty();
  }

  @Test
  void readsOrNot() {
    side.attach(socket);
    side.reading(false);
    socket.say(buffers.of("a"));
    socket.say(buffers.of("b"));
    assertThat(events).containsExactly("read a");
    side.reading(true);
    assertThat(events).containsExactly("read a", "read b");
    socket.peerEnds();
    assertThat(events).endsWith("ended");
    assertThat(side.isInputEnded()).isTrue();
    side.reading(false);
    assertThat(socket.config().isAutoRead()).as("a socket that has ended").isTrue();
  }

  @Test
  void tellsThatThePeerBroke() {
    side.attach(socket);
    socket.peerResets();
    time.run();
    assertThat(events).containsExactly("broken: Connection reset by peer", "ended", "closed");
  }

  @Test
  void tellsOfBugs() {
    side.attach(socket);
    socket.pipeline().fireExceptionCaught(new AssertionError("a bug"));
    assertThat(events).containsExactly("failed");
  }

  @Test
  void leavesBehindWhatWasWritten() {
    side.attach(socket);
    write("a");
    side.leave(Farewell.How.CLOSE);
    write("b");
    assertThat(heard).hasToString("a|");
    time.advance(Duration.ofSeconds(2));
    assertThat(socket.isOpen()).isFalse();
    assertThat(events).containsExactly("ended", "closed");
  }

  @Test
  void leavesWhenThereIsASocketForWhatWaits() {
    write("a");
    side.leave(Farewell.How.CLOSE);
    side.attach(socket);
    assertThat(heard).hasToString("a|");
  }

  @Test
  void resetsAtOnce() {
    side.attach(socket);
    socket.room(0);
    write("a");
    side.reset();
    assertThat(heard).hasToString("!");
  }

  @Test
  void aFreshClientIsNotResetDuringItsCallToConnect() {
    Side client = side(Direction.DOWNSTREAM);
    client.attach(socket);
    client.reset();
    time.advance(Duration.ofMillis(99));
    assertThat(heard).hasToString("");
    time.advance(Duration.ofMillis(200));
    assertThat(heard).hasToString("!");
  }

  @Test
  void aClientThatWasHeardIsResetAtOnce() {
    Side client = side(Direction.DOWNSTREAM);
    client.attach(socket);
    socket.say(buffers.of("a"));
    client.reset();
    assertThat(heard).hasToString("!");
  }

  @Test
  void aClientThatHasBeenThereForAWhileIsResetAtOnce() {
    Side client = side(Direction.DOWNSTREAM);
    client.attach(socket);
    time.advance(Duration.ofMillis(100));
    client.reset();
    assertThat(heard).hasToString("!");
  }

  @Test
  void whatIsWrittenAfterTheSocketHasGoneIsReleased() {
    side.attach(socket);
    socket.peerResets();
    time.run();
    events.clear();
    write("a");
    side.whenWritten(() -> events.add("never"));
    side.flush();
    assertThat(side.writable()).isTrue();
    assertThat(side.owes()).isFalse();
    assertThat(events).isEmpty();
  }

  @Test
  void tellsOnceThatThePeerTakesNothingMore() {
    side.attach(socket);
    socket.pipeline().fireExceptionCaught(new ChannelOutputShutdownException("no more"));
    socket.pipeline().fireExceptionCaught(new ChannelOutputShutdownException("no more"));
    write("a");
    side.flush();
    assertThat(events).containsExactly("deaf");
    assertThat(heard).hasToString("");
  }

  @Test
  void tellsThatItIsWritableOnceWhatWaitedIsWritten() {
    write("a");
    side.attach(socket);
    assertThat(writabilityChanges).isEqualTo(1);
  }

  @Test
  void aBackendsSocketClosesWithItsInputOnceItsOutputHasEnded() {
    side.attach(socket);
    side.end();
    assertThat(heard).hasToString("|");
    socket.peerEnds();
    assertThat(socket.isOpen()).isFalse();
  }

  @Test
  void aClientsSocketStaysOpenThen() {
    Side client = side(Direction.DOWNSTREAM);
    client.attach(socket);
    client.end();
    socket.peerEnds();
    assertThat(socket.isOpen()).isTrue();
  }
}
