package io.galopin.engine.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.galopin.api.Direction;
import io.galopin.testbed.VirtualSocket;
import io.galopin.testbed.VirtualTime;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutputEndTest {

  private final VirtualTime time = new VirtualTime();

  /** What the peer hears: bytes, {@code |} for the end, {@code !} for a reset. */
  private final StringBuilder heard = new StringBuilder();

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

  @AfterEach
  void close() {
    socket.close();
    time.run();
  }

  private void write(String text) {
    socket.write(Unpooled.copiedBuffer(text, ISO_8859_1));
  }

  @Test
  void comesAfterAllThatWasWritten() {
    socket.room(1);
    write("abc");
    OutputEnd.of(socket, Direction.UPSTREAM);
    time.run();
    assertThat(heard).hasToString("a");
    socket.room(2);
    time.run();
    assertThat(heard).hasToString("abc|");
  }

  @Test
  void leavesTheInputOpen() {
    OutputEnd.of(socket, Direction.UPSTREAM);
    time.run();
    assertThat(socket.isOutputShutdown()).isTrue();
    assertThat(socket.isInputShutdown()).isFalse();
    assertThat(socket.isOpen()).isTrue();
  }

  @Test
  void theBackendsSocketClosesWhenItsInputEndsToo() {
    OutputEnd.of(socket, Direction.UPSTREAM);
    time.run();
    socket.peerEnds();
    time.run();
    assertThat(socket.isOpen()).isFalse();
  }

  /** Bytes of the client may still be on their way to the backend. */
  @Test
  void theClientsSocketDoesNot() {
    OutputEnd.of(socket, Direction.DOWNSTREAM);
    time.run();
    socket.peerEnds();
    time.run();
    assertThat(heard).hasToString("|");
    assertThat(socket.isOpen()).isTrue();
  }

  @Test
  void nothingEndsWhereTheSocketIsClosedBefore() {
    socket.room(1);
    write("abc");
    OutputEnd.of(socket, Direction.UPSTREAM);
    socket.close();
    time.run();
    assertThat(heard.toString()).startsWith("a").doesNotContain("bc");
    assertThat(socket.isOutputShutdown()).isEqualTo(!heard.toString().equals("a"));
  }

  /** A peer may be gone before; reading tells. */
  @Test
  void aNativeSocketThatIsNotConnectedIsNoFailure() {
    assumeThat(Epoll.isAvailable()).isTrue();
    EpollSocketChannel nowhere = new EpollSocketChannel();
    try {
      OutputEnd.now(nowhere);
      assertThat(nowhere.isOpen()).isTrue();
    } finally {
      nowhere.unsafe().closeForcibly();
    }
  }
}
