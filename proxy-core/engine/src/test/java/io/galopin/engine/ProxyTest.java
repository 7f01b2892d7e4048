package io.galopin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import io.galopin.engine.tls.TlsEnds;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests changes of a running proxy. */
class ProxyTest {

  private final Rig rig = new Rig();

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  private Proxy open() throws IOException {
    return rig.open(
        new TurnProtocol(),
        rig.backend(socket -> socket.getInputStream().transferTo(socket.getOutputStream())));
  }

  private static void say(Socket client) throws IOException {
    client.getOutputStream().write('x');
    assertThat(client.getInputStream().read()).isEqualTo('x');
  }

  private static ProxySpec now(Proxy proxy) {
    return proxy.spec();
  }

  @Test
  void disablingDropsConnectionsAndRefusesNewOnesUntilItIsEnabledOnTheSamePort()
      throws IOException {
    Proxy proxy = open();
    int port = proxy.address().orElseThrow().getPort();
    try (Socket client = rig.connect(proxy)) {
      say(client);
      proxy.become(now(proxy).withEnabled(false)).join();
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(proxy.address()).isEmpty();
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
    proxy.become(now(proxy).withEnabled(true)).join();
    assertThat(proxy.address().orElseThrow().getPort()).isEqualTo(port);
    try (Socket client = rig.connect(proxy)) {
      say(client);
    }
  }

  @Test
  void refusesClientsAndLeavesItsPortWhenDisablingIsDone() throws IOException {
    disableAndEnable(20);
  }

  @Tag("thorough")
  @Test
  void refusesClientsAndLeavesItsPortEachTime() throws IOException {
    disableAndEnable(500);
  }

  private void disableAndEnable(int times) throws IOException {
    Proxy proxy = open();
    int port = proxy.address().orElseThrow().getPort();
    for (int i = 0; i < times; i++) {
      proxy.become(now(proxy).withEnabled(false)).join();
      assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
          .isInstanceOf(ConnectException.class);
      proxy.become(now(proxy).withEnabled(true)).join();
    }
  }

  @Test
  void connectionsAreCountedOnThroughDisabling() throws IOException {
    Proxy proxy = open();
    proxy.setRules(
        Rig.always(
            new Behavior() {
              @Override
              public Decision onBeforeHandle(Exchange exchange) {
                return Decision.close();
              }
            }));
    for (int i = 0; i < 3; i++) {
      try (Socket client = rig.connect(proxy)) {
        client.getOutputStream().write('x');
        assertThat(client.getInputStream().read()).isEqualTo(-1);
      }
      proxy.become(now(proxy).withEnabled(false)).join();
      proxy.become(now(proxy).withEnabled(true)).join();
    }
    assertThat(rig.engine.journal().after(0, 10))
        .extracting(Journal.Entry::connection)
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void anAddressThatIsTakenLeavesEverythingAsItWas() throws IOException {
    Proxy proxy = open();
    try (Socket client = rig.connect(proxy);
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      say(client);
      ProxySpec elsewhere = now(proxy).withListen(new Address("127.0.0.1", taken.getLocalPort()));
      assertThat(proxy.become(elsewhere)).failsWithin(20, TimeUnit.SECONDS);
      say(client);
      assertThat(proxy.spec().listen()).isNotEqualTo(elsewhere.listen());
    }
  }

  @Test
  void anotherListenAddressDropsConnections() throws IOException {
    Proxy proxy = open();
    int before = proxy.address().orElseThrow().getPort();
    try (Socket client = rig.connect(proxy)) {
      say(client);
      proxy.become(now(proxy).withListen(new Address("127.0.0.1", 0))).join();
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(proxy.address().orElseThrow().getPort()).isNotEqualTo(before);
    try (Socket client = rig.connect(proxy)) {
      say(client);
    }
  }

  @Test
  void anotherListenAddressDropsWhoHasJustConnected() throws IOException {
    moveJustAfterAConnect(50);
  }

  @Tag("thorough")
  @Test
  void anotherListenAddressDropsEveryoneWhoHasJustConnected() throws IOException {
    moveJustAfterAConnect(1_000);
  }

  private void moveJustAfterAConnect(int times) throws IOException {
    Proxy proxy = open();
    for (int i = 0; i < times; i++) {
      try (Socket client = rig.connect(proxy)) {
        proxy.become(now(proxy).withListen(new Address("127.0.0.1", 0))).join();
        try {
          assertThat(client.getInputStream().read()).isEqualTo(-1);
        } catch (SocketException resetBeforeItWasAccepted) {
          assertThat(resetBeforeItWasAccepted).hasMessageContaining("reset");
        }
      }
    }
  }

  @Test
  void aNameOfTheAddressWhereItListensIsNoChange() throws IOException {
    Proxy proxy = open();
    try (Socket client = rig.connect(proxy)) {
      say(client);
      proxy
          .become(
              now(proxy)
                  .withListen(new Address("localhost", proxy.address().orElseThrow().getPort())))
          .join();
      say(client);
    }
  }

  @Test
  void anotherBackendDropsConnections() throws IOException {
    Proxy proxy = open();
    Address other = rig.backend(socket -> socket.getOutputStream().write('o'));
    try (Socket client = rig.connect(proxy)) {
      say(client);
      proxy.become(now(proxy).withUpstream(other)).join();
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    try (Socket client = rig.connect(proxy)) {
      assertThat(client.getInputStream().read()).isEqualTo('o');
    }
  }

  @Test
  void aBackendThatIsOnlySetIsForNewConnections() throws IOException {
    Proxy proxy = open();
    Address other = rig.backend(socket -> socket.getOutputStream().write('o'));
    try (Socket client = rig.connect(proxy)) {
      say(client);
      proxy.setUpstream(other, TlsEnds.NONE);
      say(client);
      try (Socket later = rig.connect(proxy)) {
        assertThat(later.getInputStream().read()).isEqualTo('o');
      }
    }
  }

  @Test
  void aProxyMayBeOpenedDisabledAndIsThenNotListening() throws IOException {
    ProxySpec spec =
        new ProxySpec(
            "off",
            new Address("127.0.0.1", 0),
            new Address("127.0.0.1", 1),
            "test",
            new TurnProtocol(),
            RuleSet.none(),
            Limits.defaults(),
            false);
    Proxy proxy = rig.engine.open(spec).join();
    assertThat(proxy.address()).isEmpty();
    proxy.become(spec.withEnabled(true)).join();
    assertThat(proxy.address()).isPresent();
  }

  @Test
  void aNameIsTakenOnce() throws IOException {
    Proxy proxy = open();
    assertThat(rig.engine.open(proxy.spec())).failsWithin(20, TimeUnit.SECONDS);
    proxy.close().join();
    await().until(() -> rig.engine.proxies().isEmpty());
    assertThat(rig.engine.open(proxy.spec())).succeedsWithin(20, TimeUnit.SECONDS);
  }
}
