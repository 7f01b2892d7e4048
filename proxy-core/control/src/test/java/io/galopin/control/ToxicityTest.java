package io.galopin.control;

import static io.galopin.control.ToxiproxyRig.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests on which connections a toxic acts. Every test would fail with Toxiproxy. */
class ToxicityTest {

  private static final String HOLD =
      "{\"name\":\"hold\",\"type\":\"bandwidth\",\"toxicity\":%s,\"attributes\":{\"rate\":0}}";

  private final ToxiproxyRig rig = new ToxiproxyRig();

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  @Test
  void whetherAToxicActsOnAConnectionIsDecidedOnce() throws IOException {
    rig.create("web");
    rig.add("web", HOLD.formatted(0.5));
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      sockets.add(rig.connect("web"));
    }
    BitSet held = held(sockets);
    assertThat(held.cardinality()).isBetween(3, 17);

    for (int i = 0; i < 8; i++) {
      rig.add("web", "{\"type\":\"noop\",\"name\":\"n" + i + "\"}");
      rig.control.delete("/proxies/web/toxics/n" + i);
      rig.add("web", "{\"type\":\"noop\",\"name\":\"n" + i + "\",\"stream\":\"upstream\"}");
    }

    for (int i = 0; i < sockets.size(); i++) {
      if (!held.get(i)) {
        assertEchoes(sockets.get(i));
      }
    }
    for (int i = held.nextSetBit(0); i >= 0; i = held.nextSetBit(i + 1)) {
      assertThat(sockets.get(i).getInputStream().available()).isZero();
    }
    rig.control.delete("/proxies/web/toxics/hold");
    for (int i = held.nextSetBit(0); i >= 0; i = held.nextSetBit(i + 1)) {
      assertThat(sockets.get(i).getInputStream().read()).isEqualTo('x');
    }
  }

  /** Returns the connections on which a byte does not come back. */
  private BitSet held(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      ToxiproxyRig.send(socket, "x");
    }
    BitSet held = new BitSet();
    await()
        .until(
            () -> {
              held.clear();
              for (int i = 0; i < sockets.size(); i++) {
                held.set(i, sockets.get(i).getInputStream().available() == 0);
              }
              // A toxic that holds has an entry.
              return rig.control.engine.journal().written() == held.cardinality();
            });
    for (int i = held.nextClearBit(0); i < sockets.size(); i = held.nextClearBit(i + 1)) {
      assertThat(sockets.get(i).getInputStream().read()).isEqualTo('x');
    }
    return held;
  }

  @Test
  void theSameSeedTouchesTheSameConnections() throws IOException {
    try (ToxiproxyRig other = new ToxiproxyRig()) {
      List<BitSet> touched = new ArrayList<>();
      for (ToxiproxyRig each : List.of(rig, other)) {
        each.create("web", ",\"toxics\":[" + limit(0.5) + "]");
        BitSet closed = new BitSet();
        for (int i = 0; i < 40; i++) {
          try (Socket client = each.connect("web")) {
            ToxiproxyRig.send(client, "x");
            closed.set(i, client.getInputStream().read() < 0);
          }
        }
        touched.add(closed);
      }

      assertThat(touched.get(0).cardinality()).isBetween(5, 35);
      assertThat(touched.get(1)).isEqualTo(touched.get(0));
    }
  }

  private static String limit(double toxicity) {
    return "{\"name\":\"l\",\"type\":\"limit_data\",\"toxicity\":%s,\"attributes\":{\"bytes\":0}}"
        .formatted(toxicity);
  }

  @Test
  void toxicityZeroChangesNothing() throws IOException {
    byte[] bytes = ToxiproxyRig.pattern(4_000_000);
    try (ServerSocket backend = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      rig.post(
          "/proxies",
          "{\"name\":\"web\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:%s\",\"toxics\":[%s]}"
              .formatted(
                  backend.getLocalPort(),
                  "{\"type\":\"reset_peer\",\"toxicity\":0},"
                      + "{\"type\":\"reset_peer\",\"stream\":\"upstream\",\"toxicity\":0}"));
      for (int i = 0; i < 5; i++) {
        CompletableFuture<Void> served =
            CompletableFuture.runAsync(
                () -> {
                  try (Socket socket = backend.accept()) {
                    socket.getOutputStream().write(bytes);
                  } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                  }
                });
        try (Socket client = rig.connect("web")) {
          assertThat(client.getInputStream().readAllBytes()).isEqualTo(bytes);
        }
        served.join();
      }
    }
  }
}
