package io.galopin.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Tests what happens to a connection, and to earlier requests, when bytes of its client are
 * refused.
 */
class RefusalTest {

  private static final Duration SHORT = Duration.ofMillis(100);

  private final Rig rig = new Rig();

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  private static Behavior delayed() {
    return new Behavior() {
      @Override
      public Decision onBeforeHandle(Exchange exchange) {
        return Decision.delay(SHORT);
      }
    };
  }

  /** Answers each line with {@code re: line}. */
  private static void echo(Socket socket) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = socket.getInputStream().read();
        next >= 0;
        next = socket.getInputStream().read()) {
      line.append((char) next);
      if (next == '\n') {
        socket.getOutputStream().write(("re: " + line).getBytes(US_ASCII));
        line.setLength(0);
      }
    }
  }

  private static void mute(Socket socket) throws IOException {
    while (socket.getInputStream().read() >= 0) {}
  }

  private static String all(Socket client) throws IOException {
    return new String(client.getInputStream().readAllBytes(), US_ASCII);
  }

  @Test
  void requestsThatWaitAreAnsweredBeforeTheRefusal() throws IOException {
    Proxy proxy = rig.open(new LineProtocol(), rig.backend(RefusalTest::echo), delayed());
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("a\nb\n?\nc\n".getBytes(US_ASCII));
      assertThat(all(client)).isEqualTo("re: a\nre: b\nREFUSED\n");
    }
    await().until(() -> proxy.connections() == 0);
  }

  @Test
  void aRequestThatIsRefusedInItsMiddleIsAnsweredAtOnce() throws IOException {
    Proxy proxy = rig.open(new LineProtocol(), rig.backend(RefusalTest::mute));
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("BAD 5\nab?".getBytes(US_ASCII));
      assertThat(all(client)).isEqualTo("REFUSED\n");
    }
    await().until(() -> proxy.connections() == 0);
  }

  @Test
  void aRequestThatWaitsForItsEndToFailIsRefusedInstead() throws IOException {
    Behavior failing =
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            return Decision.fail(Failure.ERROR);
          }
        };
    Proxy proxy = rig.open(new LineProtocol(), rig.backend(RefusalTest::mute), failing);
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("a\nBAD 5\nab?".getBytes(US_ASCII));
      assertThat(all(client)).isEqualTo("ERROR a\nREFUSED\n");
    }
    await().until(() -> proxy.connections() == 0);
  }

  @Test
  void aRequestThatIsRefusedAfterItsReplyGetsNoSecondOne() throws IOException {
    Proxy proxy = rig.open(new LineProtocol(), rig.backend(RefusalTest::echo));
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("BAD 5\n".getBytes(US_ASCII));
      assertThat(client.getInputStream().readNBytes("re: BAD 5\n".length())).isNotEmpty();
      client.getOutputStream().write("?".getBytes(US_ASCII));
      assertThat(all(client)).isEmpty();
    }
    await().until(() -> proxy.connections() == 0);
  }

  @Test
  void theBackendHearsOfTheEndOfAClientWhoseRefusalWaits() throws Exception {
    CountDownLatch heard = new CountDownLatch(1);
    Proxy proxy =
        rig.open(
            new LineProtocol(),
            rig.backend(
                socket -> {
                  mute(socket);
                  heard.countDown();
                }));
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("a\n?\n".getBytes(US_ASCII));
    }
    await().until(() -> heard.getCount() == 0);
    await().until(() -> proxy.connections() == 0);
  }

  @Test
  void theBackendHearsOfTheEndOfAClientWhoseLastAnswerWaits() throws Exception {
    Behavior closing =
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            return exchange.request().label().equals("b")
                ? Decision.close().delayedBy(SHORT)
                : Decision.delay(SHORT);
          }
        };
    Proxy proxy = rig.open(new LineProtocol(), rig.backend(RefusalTest::mute), closing);
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("a\nb\n".getBytes(US_ASCII));
    }
    await().until(() -> proxy.connections() == 0);
  }

  @Test
  void whatComesAfterARefusalNeverReachesTheBackend() throws Exception {
    CountDownLatch mayReply = new CountDownLatch(1);
    CompletableFuture<String> atBackend = new CompletableFuture<>();
    Proxy proxy =
        rig.open(
            new LineProtocol(),
            rig.backend(
                socket -> {
                  socket.getInputStream().readNBytes(2);
                  await().until(() -> mayReply.getCount() == 0);
                  socket.getOutputStream().write("re: a\n".getBytes(US_ASCII));
                  atBackend.complete(all(socket));
                }));
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("a\n?\n".getBytes(US_ASCII));
      await().until(() -> !rig.engine.journal().after(0, 1).isEmpty());
      client.getOutputStream().write("b\n".getBytes(US_ASCII));
      client.shutdownOutput();
      mayReply.countDown();
      assertThat(all(client)).isEqualTo("re: a\nREFUSED\n");
    }
    assertThat(atBackend.get(20, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void aReplyThatIsRefusedIsNoOrderlyEnd() throws Exception {
    Proxy proxy =
        rig.open(
            new LineProtocol(),
            rig.backend(
                socket -> {
                  socket.getInputStream().readNBytes(2);
                  socket.getOutputStream().write("?\n".getBytes(US_ASCII));
                  socket.getInputStream().readAllBytes();
                }));
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("a\n".getBytes(US_ASCII));
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void aRequestThatComesWhenThereIsNoBackendIsToldSo() throws Exception {
    Address nobody;
    try (ServerSocket closed = new ServerSocket(0)) {
      nobody = new Address("127.0.0.1", closed.getLocalPort());
    }
    try (Socket client = rig.connect(rig.open(new LineProtocol(), nobody))) {
      await().until(() -> !rig.engine.journal().after(0, 1).isEmpty());
      client.getOutputStream().write("a\n".getBytes(US_ASCII));
      assertThat(all(client)).isEqualTo("TROUBLE UNREACHABLE\n");
    }
  }
}
