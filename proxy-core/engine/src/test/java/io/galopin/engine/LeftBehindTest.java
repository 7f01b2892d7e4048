package io.galopin.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Cut;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Rendering;
import io.galopin.api.Request;
import io.galopin.api.Session;
import io.galopin.api.Trouble;
import io.galopin.api.TroubleTelling;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.socket.Address;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that nothing of a finished connection acts or is counted. */
class LeftBehindTest {

  private final Rig rig = new Rig();

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  private static void swallow(Socket socket) throws IOException {
    socket.getInputStream().readAllBytes();
  }

  private static Behavior between(Decision decision) {
    return new Behavior() {
      @Override
      public Decision onBetweenHandle(Exchange exchange) {
        return decision;
      }
    };
  }

  @Test
  void whatWasToHappenLaterIsForgotten() throws IOException {
    Decision muchLater = new Decision(Duration.ofHours(1), new Action.Hang());
    Proxy proxy =
        rig.open(new LineProtocol(), rig.backend(LeftBehindTest::swallow), between(muchLater));
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("a\n".getBytes(US_ASCII));
      await().until(() -> rig.engine.heldBytes() > 0);
    }
    await().until(() -> rig.engine.heldBytes() == 0);
    assertThat(rig.engine.journal().after(0, 10))
        .extracting(Journal.Entry::decision)
        .containsExactly("delay 1 h");
  }

  @Test
  void aClientThatHasEndedIsNotKeptWithoutABackend() throws IOException {
    Address nobody;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = new Address("127.0.0.1", closed.getLocalPort());
    }
    Proxy proxy = rig.open(pairing -> new Passing(new AtomicInteger()), nobody);
    try (Socket client = rig.connect(proxy)) {
      client.shutdownOutput();
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    await().until(() -> proxy.connections() == 0);
  }

  @Test
  void itsSessionIsClosedOnce() throws IOException {
    AtomicInteger open = new AtomicInteger();
    AtomicInteger closed = new AtomicInteger();
    Proxy proxy =
        rig.open(
            pairing -> {
              open.incrementAndGet();
              return new Passing(closed);
            },
            rig.backend(LeftBehindTest::swallow));
    for (int i = 1; i <= 3; i++) {
      rig.connect(proxy).close();
      int sessions = i;
      await().until(() -> closed.get() == sessions);
    }
    assertThat(open).hasValue(3);
  }

  /** Knows no messages. */
  private record Passing(AtomicInteger closed) implements Session, TroubleTelling {
    @Override
    public Cut cutRequest(ByteBuf in) {
      return Cut.pass(in.readableBytes());
    }

    @Override
    public Cut cutReply(ByteBuf in) {
      return Cut.pass(in.readableBytes());
    }

    @Override
    public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
      return Rendering.reset();
    }

    @Override
    public Rendering tell(Trouble trouble, Request request, ByteBufAllocator allocator) {
      return Rendering.reset();
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }
}
