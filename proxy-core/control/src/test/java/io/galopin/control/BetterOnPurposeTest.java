package io.galopin.control;

import static io.galopin.control.ToxiproxyRig.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.engine.EngineSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Tests what is deliberately better than in Toxiproxy, where every test would fail. Toxicity,
 * populating, refused values and calls that never wait have their own tests.
 */
class BetterOnPurposeTest {

  private final ToxiproxyRig rig = new ToxiproxyRig();

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  @Test
  void toxicsThatComeWithAProxyAreInPlaceWhenItListens() throws IOException {
    rig.create("web", ",\"toxics\":[{\"type\":\"limit_data\",\"attributes\":{\"bytes\":3}}]");

    try (Socket client = rig.connect("web")) {
      ToxiproxyRig.send(client, "01234");
      assertThat(client.getInputStream().readAllBytes()).hasSize(3);
    }
  }

  @Test
  void protocolAndBehaviorsMayComeWithAProxyAndAreShownOnlyThen() throws IOException {
    rig.create(
        "web", ",\"protocol\":\"http\",\"behaviors\":{\"error\":{\"weight\":100,\"warmup\":1}}");
    String plain = rig.create("plain").toString();

    try (Socket client = rig.connect("web")) {
      ToxiproxyRig.send(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(ToxiproxyRig.read(client, 12)).startsWith("HTTP/1.1 ");
    }
    assertThat(rig.get("/proxies/web").text())
        .endsWith(
            ",\"protocol\":\"http\",\"behaviors\":{\"error\":{\"weight\":100,\"warmup\":1}}}");
    assertThat(plain).doesNotContain("protocol", "behaviors");
    // What the API shows can be sent back, and Vaurien's calls see the same.
    assertThat(rig.post("/proxies/web", rig.get("/proxies/web").text()).status()).isEqualTo(200);
    assertThat(rig.get("/proxies/web/behavior").text()).isEqualTo("{\"behavior\":\"error\"}");
    rig.control.put("/proxies/web/behavior", "{\"name\":\"10:delay\",\"delay\":{\"sleep\":3}}");
    assertThat(rig.get("/proxies/web").json().get("behaviors").toString())
        .isEqualTo("{\"delay\":{\"weight\":10,\"sleep\":3}}");
  }

  private static String limit(double toxicity) {
    return "{\"name\":\"l\",\"type\":\"limit_data\",\"toxicity\":%s,\"attributes\":{\"bytes\":0}}"
        .formatted(toxicity);
  }

  @Test
  void resetPeerResetsConnectionsThatWereOpenAndIdle() throws IOException {
    rig.create("web");
    try (Socket idle = rig.connect("web");
        Socket used = rig.connect("web")) {
      assertEchoes(used);
      await().until(() -> rig.control.engine.proxies().iterator().next().connections() == 2);

      rig.add("web", "{\"type\":\"reset_peer\",\"attributes\":{\"timeout\":0}}");

      for (Socket socket : List.of(idle, used)) {
        assertThatThrownBy(() -> socket.getInputStream().read())
            .isInstanceOf(SocketException.class)
            .hasMessageContaining("reset");
      }
    }
  }

  @Test
  void halfCloseIsCarried() throws IOException {
    try (ServerSocket backend = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      rig.post(
          "/proxies",
          "{\"name\":\"web\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:%s\",\"toxics\":[%s]}"
              .formatted(
                  backend.getLocalPort(),
                  "{\"type\":\"latency\",\"stream\":\"upstream\",\"attributes\":{\"latency\":20}}"));
      try (Socket client = rig.connect("web");
          Socket server = backend.accept()) {
        ToxiproxyRig.send(client, "question");
        client.shutdownOutput();
        assertThat(server.getInputStream().readAllBytes()).hasSize(8);
        ToxiproxyRig.send(server, "answer");
        assertThat(ToxiproxyRig.read(client, 6)).isEqualTo("answer");
      }
    }
  }

  @Test
  void aTimeoutRunsAlsoWhileBytesCome() throws IOException {
    rig.create("web");
    try (Socket client = rig.connect("web")) {
      assertEchoes(client);
      rig.add(
          "web", "{\"type\":\"timeout\",\"stream\":\"upstream\",\"attributes\":{\"timeout\":400}}");
      client.setSoTimeout(20);
      boolean ended = false;
      for (int i = 0; i < 500 && !ended; i++) {
        try {
          ToxiproxyRig.send(client, "x");
          ended = client.getInputStream().read() < 0;
        } catch (SocketTimeoutException notYet) {
          assertThat(i).isLessThan(499);
        } catch (SocketException sentIntoTheClosed) {
          ended = true;
        }
      }
      assertThat(ended).isTrue();
    }
  }

  @Test
  void whatALatencyHoldsBackIsBoundedAndGoesAtOnceWhenItIsRemoved() throws IOException {
    rig.create("web");
    rig.add(
        "web",
        "{\"name\":\"l\",\"type\":\"latency\",\"stream\":\"upstream\",\"attributes\":{\"latency\":3600000}}");
    long limit = EngineSettings.withSeed(42).heldPerLink();
    String listen = rig.get("/proxies/web").json().get("listen").textValue();
    try (SocketChannel client =
        SocketChannel.open(
            new InetSocketAddress(
                InetAddress.getLoopbackAddress(),
                Integer.parseInt(listen.substring(listen.indexOf(':') + 1))))) {
      client.configureBlocking(false);
      ByteBuffer chunk = ByteBuffer.wrap(ToxiproxyRig.pattern(1 << 20));
      long[] sent = {0};
      await()
          .until(
              () -> {
                long before = sent[0];
                for (int n = 1; n > 0 && sent[0] < 4 * limit; ) {
                  n = client.write(chunk);
                  sent[0] += n;
                  if (!chunk.hasRemaining()) {
                    chunk.clear();
                  }
                }
                return sent[0] == before && rig.control.engine.heldBytes() >= limit;
              });
      assertThat(sent[0]).isLessThan(2 * limit);
      assertThat(rig.control.engine.heldBytes()).isLessThan(limit + (16L << 20));

      rig.control.delete("/proxies/web/toxics/l");

      client.configureBlocking(true);
      assertReturns(client, sent[0]);
      await().until(() -> rig.control.engine.heldBytes() == 0);
    }
  }

  private static void assertReturns(SocketChannel client, long length) throws IOException {
    byte[] pattern = ToxiproxyRig.pattern(1 << 20);
    ByteBuffer back = ByteBuffer.allocate(1 << 16);
    for (long at = 0; at < length; ) {
      int n = client.read(back.clear());
      assertThat(n).isPositive();
      for (int i = 0; i < n; i++, at++) {
        if (back.get(i) != pattern[(int) (at % pattern.length)]) {
          throw new AssertionError("another byte at " + at);
        }
      }
    }
  }

  @Test
  void aChangeGovernsEveryByteThatIsReadOnceTheCallHasReturned() throws IOException {
    rig.create("web");
    for (int i = 0; i < 100; i++) {
      try (Socket idle = rig.connect("web");
          Socket used = rig.connect("web")) {
        assertEchoes(used);
        rig.add("web", limit(1));
        ToxiproxyRig.send(used, "x");
        ToxiproxyRig.send(idle, "x");
        assertThat(used.getInputStream().read()).isEqualTo(-1);
        assertThat(idle.getInputStream().read()).isEqualTo(-1);
        rig.control.delete("/proxies/web/toxics/l");
      }
    }
  }
}
