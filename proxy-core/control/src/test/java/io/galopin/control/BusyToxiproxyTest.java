package io.galopin.control;

import static io.galopin.control.ToxiproxyRig.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.engine.Proxy;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that no call waits for connections. */
class BusyToxiproxyTest {

  private static final int MANY = 1_000;
  private static final long LAST = -1;
  private static final int PATIENCE_MILLIS = 120_000;

  private final ToxiproxyRig rig = new ToxiproxyRig();

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  private Proxy proxy(String name) {
    return rig.control.engine.proxies().stream()
        .filter(proxy -> proxy.spec().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Makes every call that changes a proxy, and restores the proxy. */
  private void callAll(String name) {
    String path = "/proxies/" + name;
    assertThat(rig.get("/proxies").status()).isEqualTo(200);
    assertThat(rig.get(path).status()).isEqualTo(200);
    rig.add(name, "{\"name\":\"n\",\"type\":\"noop\"}");
    rig.add(name, "{\"name\":\"u\",\"type\":\"latency\",\"stream\":\"upstream\"}");
    assertThat(rig.get(path + "/toxics").status()).isEqualTo(200);
    assertThat(rig.post(path + "/toxics/u", "{\"attributes\":{\"latency\":1}}").status())
        .isEqualTo(200);
    assertThat(rig.control.patch(path + "/toxics/u", "{\"toxicity\":0.5}").status()).isEqualTo(200);
    assertThat(rig.control.delete(path + "/toxics/u").status()).isEqualTo(204);
    assertThat(rig.control.delete(path + "/toxics/n").status()).isEqualTo(204);
    assertThat(rig.control.patch(path, "{}").status()).isEqualTo(200);
    assertThat(rig.post("/populate", "[" + rig.get(path).text() + "]").status()).isEqualTo(201);
  }

  @Test
  void isAnsweredWhileAThousandConnectionsAreStalled() throws IOException {
    rig.create("web", ",\"toxics\":[{\"name\":\"cut\",\"type\":\"bandwidth\"}]");
    rig.create("other");
    String listen = rig.get("/proxies/web").json().get("listen").textValue();
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      Socket socket = rig.connectTo(listen);
      ToxiproxyRig.send(socket, "held");
      sockets.add(socket);
    }
    await().until(() -> rig.control.engine.journal().written() == MANY);

    callAll("web");
    callAll("other");

    assertThat(proxy("web").connections()).as("still stalled").isEqualTo(MANY);
    for (Socket socket : sockets) {
      assertThat(socket.getInputStream().available()).isZero();
    }
    assertThat(rig.post("/proxies/web", "{\"enabled\":false}").status()).isEqualTo(200);
    for (Socket socket : sockets) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(rig.control.delete("/proxies/web").status()).isEqualTo(204);
  }

  @Test
  void isAnsweredWhileAnUpstreamSwallowsSyns() throws IOException {
    List<SocketChannel> fillers = new ArrayList<>();
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      fill(silent, fillers);
      rig.create("web", ",\"enabled\":false");
      rig.post(
          "/proxies/web",
          "{\"enabled\":true,\"upstream\":\"127.0.0.1:%s\"}".formatted(silent.getLocalPort()));
      try (Socket client = rig.connect("web")) {
        ToxiproxyRig.send(client, "hello");
        await().until(() -> proxy("web").connections() == 1);

        callAll("web");

        // It still waits for its backend. Neither the journal nor the client says anything.
        assertThat(proxy("web").connections()).isEqualTo(1);
        assertThat(rig.control.engine.journal().written()).isZero();
        assertThat(rig.post("/proxies/web", "{\"enabled\":false}").status()).isEqualTo(200);
        assertThat(client.getInputStream().read()).isEqualTo(-1);
      }
      rig.post("/reset", "");
      try (Socket client = rig.connect("web")) {
        await().until(() -> proxy("web").connections() == 1);
        assertThat(rig.control.delete("/proxies/web").status()).isEqualTo(204);
        assertThat(client.getInputStream().read()).isEqualTo(-1);
      }
    } finally {
      for (SocketChannel filler : fillers) {
        filler.close();
      }
    }
  }

  /** Connects until one more connection is not made. */
  private static void fill(ServerSocket silent, List<SocketChannel> fillers) throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), silent.getLocalPort());
    boolean full = false;
    while (!full) {
      SocketChannel filler = SocketChannel.open();
      filler.configureBlocking(false);
      fillers.add(filler);
      full = !filler.connect(address) && !isMade(filler);
    }
  }

  /** On loopback, a connection is established at once, unless the backlog is full. */
  private static boolean isMade(SocketChannel filler) throws IOException {
    boolean made = false;
    for (int i = 0; i < 1_000 && !made; i++) {
      made = filler.finishConnect();
    }
    return made;
  }

  @Test
  void changesOfOneProxyAreMadeOneAfterAnother() throws IOException {
    rig.create("web");
    List<CompletableFuture<Void>> clients = new ArrayList<>();
    for (int client = 0; client < 4; client++) {
      String prefix = "t" + client + "-";
      clients.add(
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 50; i++) {
                  rig.add("web", "{\"type\":\"noop\",\"name\":\"" + prefix + i + "\"}");
                  rig.post("/proxies/web", "{\"enabled\":" + (i % 2 == 1) + "}");
                }
              }));
    }
    clients.forEach(CompletableFuture::join);

    assertThat(rig.get("/proxies/web/toxics").json()).hasSize(200);
    rig.post("/proxies/web", "{\"enabled\":true}");
    assertEchoes(rig.connect("web"));
  }

  @Test
  void bytesStayIntactThroughRandomChanges() throws IOException {
    staysIntact(1, 300);
  }

  @Tag("thorough")
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void bytesStayIntactThroughAThousandRandomChanges(long seed) throws IOException {
    staysIntact(seed, 1_000);
  }

  private void staysIntact(long seed, int changes) throws IOException {
    rig.create("web");
    Random random = new Random(seed);
    AtomicLong sent = new AtomicLong();
    try (Socket client = rig.connect("web")) {
      // Tens of thousands of pieces may have to go on first, each of which is watched for leaks.
      client.setSoTimeout(PATIENCE_MILLIS);
      CompletableFuture<Long> reading = CompletableFuture.supplyAsync(() -> count(client));
      Thread writer = new Thread(() -> write(client, sent), "test-writer");
      writer.start();

      List<String> toxics = new ArrayList<>();
      for (int i = 0; i < changes; i++) {
        change(random, toxics, i);
      }
      writer.interrupt();
      rig.post("/reset", "");

      assertThat(reading.join()).isEqualTo(sent.get()).isPositive();
      assertThat(rig.control.engine.heldBytes()).isZero();
      assertEchoes(client);
    }
  }

  /** Writes numbers until it is interrupted, and then the last. */
  private static void write(Socket client, AtomicLong sent) {
    try {
      DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
      while (!Thread.currentThread().isInterrupted()) {
        out.writeLong(sent.getAndIncrement());
      }
      out.writeLong(LAST);
      out.flush();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Reads numbers in their order until the last. */
  private static long count(Socket client) {
    try {
      DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
      long next = 0;
      for (long read = in.readLong(); read != LAST; read = in.readLong()) {
        if (read != next) {
          throw new AssertionError(read + " came where " + next + " was due");
        }
        next++;
      }
      return next;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void change(Random random, List<String> toxics, int i) {
    String path = "/proxies/web/toxics";
    int kind = random.nextInt(4);
    if (toxics.isEmpty() || (kind < 2 && toxics.size() < 8)) {
      String name = "t" + i;
      rig.add("web", toxic(random, name));
      toxics.add(name);
    } else if (kind == 2) {
      String name = toxics.get(random.nextInt(toxics.size()));
      String body = "{\"toxicity\":" + random.nextInt(2) + "}";
      assertThat(rig.post(path + "/" + name, body).status()).isEqualTo(200);
    } else {
      String name = toxics.remove(random.nextInt(toxics.size()));
      assertThat(rig.control.delete(path + "/" + name).status()).isEqualTo(204);
    }
  }

  /** Returns a toxic that loses nothing. */
  private static String toxic(Random random, String name) {
    String type =
        switch (random.nextInt(5)) {
          case 0 ->
              "\"latency\",\"attributes\":{\"latency\":%s,\"jitter\":2}"
                  .formatted(random.nextInt(10));
          case 1 -> "\"bandwidth\",\"attributes\":{\"rate\":%s}".formatted(random.nextInt(50_000));
          case 2 ->
              "\"slicer\",\"attributes\":{\"average_size\":%s,\"size_variation\":50,\"delay\":10}"
                  .formatted(1 + random.nextInt(5_000));
          case 3 -> "\"slow_close\",\"attributes\":{\"delay\":5}";
          default -> "\"noop\"";
        };
    return "{\"name\":\"%s\",\"stream\":\"%s\",\"type\":%s}"
        .formatted(name, random.nextBoolean() ? "upstream" : "downstream", type);
  }
}
