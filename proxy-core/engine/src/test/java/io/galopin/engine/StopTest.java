package io.galopin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Direction;
import io.galopin.engine.socket.ProxyMeter;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StopTest {

  private static final int DOWNLOAD = 1 << 20;

  private final Counting counts = new Counting();
  private final Rig rig = new Rig(EngineSettings.withSeed(42).withMeters(spec -> counts));
  private final byte[] download = new byte[DOWNLOAD];
  private final CountDownLatch mayRead = new CountDownLatch(1);
  private final CompletableFuture<Long> uploaded = new CompletableFuture<>();

  StopTest() {
    new Random(1).nextBytes(download);
  }

  @AfterEach
  void close() throws IOException {
    mayRead.countDown();
    rig.close();
  }

  private void serve(Socket socket) throws IOException {
    socket.getOutputStream().write(download);
    try {
      mayRead.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
    byte[] buffer = new byte[64 << 10];
    long count = 0;
    for (int n = socket.getInputStream().read(buffer);
        n >= 0;
        n = socket.getInputStream().read(buffer)) {
      count += n;
    }
    uploaded.complete(count);
  }

  private static void sendEndlessly(Socket client) {
    try {
      while (true) {
        client.getOutputStream().write(new byte[64 << 10]);
      }
    } catch (IOException enough) {
      // The connection has ended.
    }
  }

  @Test
  void whatIsOnItsWayArrivesWhileAnUploadGoesOn() throws Exception {
    Proxy proxy = rig.open(new TurnProtocol(), rig.backend(this::serve));
    try (Socket client = rig.connect(proxy)) {
      CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendEndlessly(client));
      await().until(() -> counts.received(Direction.DOWNSTREAM) == DOWNLOAD);
      await().until(() -> counts.received(Direction.UPSTREAM) > DOWNLOAD);
      CompletableFuture<Void> stopped =
          CompletableFuture.runAsync(() -> rig.engine.close(Duration.ofSeconds(20)));
      await().until(() -> proxy.address().isEmpty());
      assertThat(client.getInputStream().readNBytes(DOWNLOAD)).isEqualTo(download);
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      mayRead.countDown();
      assertThat(uploaded.get()).isEqualTo(counts.sent(Direction.UPSTREAM));
      client.close();
      sending.join();
      stopped.join();
    }
    assertThat(proxy.connections()).isZero();
  }

  @Test
  void aPeerThatTakesNothingHoldsItUpForAsLongAsIsSaid() throws Exception {
    Proxy proxy = rig.open(new TurnProtocol(), rig.backend(this::serve));
    try (Socket client = rig.connect(proxy)) {
      CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendEndlessly(client));
      await().until(() -> counts.received(Direction.DOWNSTREAM) == DOWNLOAD);
      rig.engine.close(Duration.ofMillis(300));
      assertThat(proxy.connections()).isZero();
      client.close();
      sending.join();
    }
  }

  /** Counts bytes. */
  private static final class Counting implements ProxyMeter {

    private final Map<Direction, Long> received = new ConcurrentHashMap<>();
    private final Map<Direction, Long> sent = new ConcurrentHashMap<>();

    @Override
    public void received(Direction direction, int bytes) {
      received.merge(direction, (long) bytes, Long::sum);
    }

    @Override
    public void sent(Direction direction, int bytes) {
      sent.merge(direction, (long) bytes, Long::sum);
    }

    long received(Direction direction) {
      return received.getOrDefault(direction, 0L);
    }

    long sent(Direction direction) {
      return sent.getOrDefault(direction, 0L);
    }
  }
}
