package io.galopin.engine.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.engine.descriptor.Descriptors;
import io.galopin.engine.loop.EventLoops;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests a listening socket on its own: it takes a real one to refuse a taken address. */
class ListenerTest {

  private final EventLoops loops = EventLoops.embedded(1);
  private final BlockingQueue<Channel> accepted = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    loops.close();
  }

  private CompletableFuture<Listener> open(int port) {
    Descriptors descriptors = new Descriptors(80, () -> 10);
    return Listener.open(
        loops.transport(),
        ListenAddress.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
        OptionalInt.empty(),
        Map.of(),
        new Acceptor("web", new AtomicLong()::incrementAndGet, descriptors.listen().orElseThrow()),
        accepted::add);
  }

  private static Socket connect(Listener listener) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), listener.address().getPort());
  }

  /** Waits until the loop of the listening socket has done what it had to do, twice. */
  private void settle() {
    for (int i = 0; i < 2; i++) {
      loops.transport().acceptors().submit(() -> {}).syncUninterruptibly();
    }
  }

  @Test
  void clientsWaitUntilItStarts() throws Exception {
    Listener listener = open(0).join();
    try (Socket client = connect(listener)) {
      settle();
      assertThat(accepted).isEmpty();

      listener.start();
      assertThat(accepted.take().remoteAddress()).isEqualTo(client.getLocalSocketAddress());
    }
    listener.close().join();
  }

  @Test
  void theAddressIsFreeOnceItIsClosed() throws IOException {
    Listener listener = open(0).join();
    InetSocketAddress address = listener.address();
    CompletableFuture<Void> told = new CompletableFuture<>();
    listener.whenClosed(() -> told.complete(null));

    listener.close().join();

    told.join();
    try (ServerSocket next = new ServerSocket()) {
      next.bind(address);
    }
  }

  @Test
  void anAddressThatIsTakenIsRefusedWithIt() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> open(taken.getLocalPort()).join())
          .hasCauseInstanceOf(ListenException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
    }
  }
}
