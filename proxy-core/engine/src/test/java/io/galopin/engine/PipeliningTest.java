package io.galopin.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests a client that sends many requests before it reads a reply. */
class PipeliningTest {

  private static final int REQUESTS = 30_000;

  /** How much an exchange without a reply counts. */
  private static final long WEIGHT = HeldMemory.HEAP_COUNTS * 1024L;

  /** What a link may hold, in exchanges. */
  private static final int MOST = 4 << 10;

  private final Rig rig =
      new Rig(EngineSettings.withSeed(42).withHeld(MOST * WEIGHT, 2 * MOST * WEIGHT));
  private final CountDownLatch mayReply = new CountDownLatch(1);

  @AfterEach
  void close() throws IOException {
    mayReply.countDown();
    rig.close();
  }

  /** Replies to nothing until it is allowed to, then to each line. */
  private void replyLater(Socket socket) throws IOException {
    socket.getInputStream().skipNBytes(2 * MOST);
    mayReply();
    socket.getOutputStream().write("r\n".repeat(MOST).getBytes(US_ASCII));
    socket.getInputStream().transferTo(socket.getOutputStream());
  }

  private void mayReply() {
    try {
      mayReply.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void requestsWithoutRepliesAreHeldToALimitAndGoOnWithTheReplies() throws Exception {
    Proxy proxy = rig.open(new LineProtocol(), rig.backend(this::replyLater));
    try (Socket client = rig.connect(proxy)) {
      CompletableFuture<Void> sent =
          CompletableFuture.runAsync(
              () -> {
                try {
                  client.getOutputStream().write("r\n".repeat(REQUESTS).getBytes(US_ASCII));
                } catch (IOException failure) {
                  throw new AssertionError(failure);
                }
              });
      await().until(() -> rig.engine.heldBytes() >= MOST * WEIGHT);
      mayReply.countDown();
      assertThat(client.getInputStream().readNBytes(2 * REQUESTS)).hasSize(2 * REQUESTS);
      sent.join();
      assertThat(rig.engine.heldBytes()).isZero();
    }
    await().until(() -> proxy.connections() == 0);
  }

  @Test
  void whatIsHeldForAClientThatLeavesIsLetGo() throws Exception {
    Proxy proxy = rig.open(new LineProtocol(), rig.backend(this::replyLater));
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("r\n".repeat(MOST / 2).getBytes(US_ASCII));
      await().until(() -> rig.engine.heldBytes() >= MOST / 2 * WEIGHT);
      client.setSoLinger(true, 0);
    }
    await().until(() -> proxy.connections() == 0);
    assertThat(rig.engine.heldBytes()).isZero();
  }

  @Test
  void answersThatWaitForAReplyAreCounted() throws IOException {
    Behavior fails =
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            return exchange.ordinal() == 1 ? Decision.pass() : Decision.fail(Failure.ERROR);
          }
        };
    Address backend =
        rig.backend(
            socket -> {
              socket.getInputStream().readNBytes(2);
              mayReply();
              socket.getOutputStream().write("r\n".getBytes(US_ASCII));
              socket.getInputStream().readAllBytes();
            });
    Proxy proxy = rig.open(new LineProtocol(), backend, fails);
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("r\n".repeat(11).getBytes(US_ASCII));
      await().until(() -> rig.engine.heldBytes() >= 10L * HeldMemory.PIECE);
      mayReply.countDown();
      String replies = "r\n" + "ERROR r\n".repeat(10);
      assertThat(client.getInputStream().readNBytes(replies.length()))
          .asString(US_ASCII)
          .isEqualTo(replies);
      assertThat(rig.engine.heldBytes()).isZero();
    }
  }
}
