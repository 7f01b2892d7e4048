package io.galopin.control;

import static io.galopin.control.ToxiproxyRig.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.toxic.Bandwidth;
import eu.rekawek.toxiproxy.model.toxic.Latency;
import eu.rekawek.toxiproxy.model.toxic.LimitData;
import eu.rekawek.toxiproxy.model.toxic.ResetPeer;
import eu.rekawek.toxiproxy.model.toxic.Slicer;
import eu.rekawek.toxiproxy.model.toxic.SlowClose;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Toxiproxy's client for Java, and what arrives on sockets. */
class ToxiproxyJavaClientTest {

  private final ToxiproxyRig rig = new ToxiproxyRig();
  private final ToxiproxyClient client = rig.client();
  private Proxy proxy;

  @BeforeEach
  void create() throws IOException {
    proxy = client.createProxy("web", "127.0.0.1:0", rig.echo.address().toString());
  }

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  private Socket connect() {
    return rig.connectTo(proxy.getListen());
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Test
  void drivesProxies() throws IOException {
    assertThat(client.version()).contains("\"version\":\"2.12.0\"");
    assertThat(client.getProxies()).hasSize(1);
    assertThat(client.getProxy("web").getUpstream()).isEqualTo(rig.echo.address().toString());
    assertThat(client.getProxyOrNull("none")).isNull();
    assertThatThrownBy(() -> client.createProxy("web", "", "a:1"))
        .hasMessageContaining("proxy already exists");
    try (Socket socket = connect();
        Echo other = new Echo()) {
      assertEchoes(socket);
      proxy.disable();
      assertThat(proxy.isEnabled()).isFalse();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      assertThatThrownBy(this::connect).hasCauseInstanceOf(ConnectException.class);
      proxy.enable();
      proxy.setListen("localhost:" + ToxiproxyRig.freePort());
      proxy.setUpstream(other.address().toString());
      assertEchoes(connect());
    }
    proxy.disable();
    client.reset();
    assertThat(client.getProxy("web").isEnabled()).isTrue();
    proxy.delete();
    assertThat(client.getProxies()).isEmpty();
  }

  @Test
  void latencyDelaysEachWay() throws IOException {
    Latency down = proxy.toxics().latency("down", ToxicDirection.DOWNSTREAM, 150).setJitter(0);
    proxy.toxics().latency("up", ToxicDirection.UPSTREAM, 150);
    try (Socket socket = connect()) {
      long start = System.nanoTime();
      assertEchoes(socket);
      assertThat(since(start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));

      down.setLatency(500);
      assertThat(down.getLatency()).isEqualTo(500);
      start = System.nanoTime();
      assertEchoes(socket);
      assertThat(since(start)).isGreaterThanOrEqualTo(Duration.ofMillis(650));

      assertThat(proxy.toxics().getAll())
          .extracting(toxic -> toxic.getName())
          .containsExactly("up", "down");
      assertThat(proxy.toxics().get("down", Latency.class).getLatency()).isEqualTo(500);
    }
  }

  @Test
  void bandwidthLetsBytesPassAtItsRate() throws IOException {
    Bandwidth toxic = proxy.toxics().bandwidth("line", ToxicDirection.DOWNSTREAM, 100);
    byte[] bytes = ToxiproxyRig.pattern(50_000);
    try (Socket socket = connect()) {
      long start = System.nanoTime();
      socket.getOutputStream().write(bytes);
      byte[] back = socket.getInputStream().readNBytes(bytes.length);
      assertThat(since(start)).isGreaterThanOrEqualTo(Duration.ofMillis(490));
      assertThat(back).isEqualTo(bytes);

      toxic.setRate(0);
      ToxiproxyRig.send(socket, "held");
      try (Socket other = connect()) {
        ToxiproxyRig.send(other, "x");
      }
      toxic.setRate(1_000_000);
      assertThat(ToxiproxyRig.read(socket, 4)).isEqualTo("held");
    }
  }

  @Test
  void bandwidthZeroHoldsUntilItIsRemoved() throws IOException {
    Bandwidth toxic = proxy.toxics().bandwidth("cut", ToxicDirection.DOWNSTREAM, 0);
    try (Socket socket = connect()) {
      ToxiproxyRig.send(socket, "held");
      await().until(() -> rig.control.engine.heldBytes() > 0);
      assertThat(socket.getInputStream().available()).isZero();

      toxic.remove();

      assertThat(ToxiproxyRig.read(socket, 4)).isEqualTo("held");
    }
  }

  @Test
  void slowCloseDelaysTheEnd() throws IOException {
    SlowClose toxic = proxy.toxics().slowClose("late", ToxicDirection.DOWNSTREAM, 10_000);
    toxic.setDelay(300);
    try (Socket socket = connect()) {
      assertEchoes(socket);
      long start = System.nanoTime();
      socket.shutdownOutput();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      assertThat(since(start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }
  }

  @Test
  void timeoutDropsAndThenCloses() throws IOException {
    try (Socket socket = connect()) {
      assertEchoes(socket);
      long start = System.nanoTime();
      proxy.toxics().timeout("silence", ToxicDirection.DOWNSTREAM, 300);
      ToxiproxyRig.send(socket, "lost");
      // An orderly end, and nothing before it.
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      assertThat(since(start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }
  }

  @Test
  void aTimeoutOfZeroDropsUntilItIsRemovedAndThenCloses() throws IOException {
    var toxic = proxy.toxics().timeout("silence", ToxicDirection.UPSTREAM, 0);
    try (Socket socket = connect()) {
      ToxiproxyRig.send(socket, "lost");
      await().until(() -> rig.control.engine.journal().written() > 0);
      toxic.remove();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void resetPeerResets() throws IOException {
    try (Socket socket = connect()) {
      assertEchoes(socket);
      long start = System.nanoTime();
      ResetPeer toxic = proxy.toxics().resetPeer("reset", ToxicDirection.DOWNSTREAM, 200);
      assertThat(toxic.getTimeout()).isEqualTo(200);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
      assertThat(since(start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }
  }

  @Test
  void slicerCutsAndPauses() throws IOException {
    Slicer toxic = proxy.toxics().slicer("cut", ToxicDirection.UPSTREAM, 10, 0).setDelay(20_000);
    assertThat(toxic.getAverageSize()).isEqualTo(10);
    assertThat(toxic.getDelay()).isEqualTo(20_000);
    byte[] bytes = ToxiproxyRig.pattern(100);
    try (Socket socket = connect()) {
      long start = System.nanoTime();
      new DataOutputStream(socket.getOutputStream()).write(bytes);
      assertThat(socket.getInputStream().readNBytes(100)).isEqualTo(bytes);
      // Ten pieces, nine pauses.
      assertThat(since(start)).isGreaterThanOrEqualTo(Duration.ofMillis(180));
    }
  }

  @Test
  void limitDataClosesAfterSoManyBytes() throws IOException {
    LimitData toxic = proxy.toxics().limitData("limit", ToxicDirection.DOWNSTREAM, 7);
    assertThat(toxic.getBytes()).isEqualTo(7);
    try (Socket socket = connect()) {
      ToxiproxyRig.send(socket, "0123456789");
      assertThat(ToxiproxyRig.read(socket, 100)).isEqualTo("0123456");
    }
  }

  @Test
  void toxicityAndRemoval() throws IOException {
    LimitData toxic = proxy.toxics().limitData("limit", ToxicDirection.UPSTREAM, 0);
    toxic.setToxicity(0);
    assertThat(proxy.toxics().get("limit").getToxicity()).isZero();
    assertEchoes(connect());
    toxic.setToxicity(1);
    try (Socket socket = connect()) {
      ToxiproxyRig.send(socket, "x");
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    toxic.remove();
    assertThat(proxy.toxics().getAll()).isEmpty();
    assertEchoes(connect());
  }
}
