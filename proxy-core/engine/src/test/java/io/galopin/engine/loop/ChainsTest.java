package io.galopin.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.api.OptionException;
import io.galopin.engine.Limits;
import io.galopin.engine.NamedRig;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.Rig;
import io.galopin.engine.TurnProtocol;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import io.galopin.engine.tls.TlsEnds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests proxies that lead to each other. */
class ChainsTest {

  private final NamedRig named = new NamedRig(2);
  private final Rig rig = named.rig;

  @AfterEach
  void close() throws IOException {
    named.close();
  }

  private static ProxySpec spec(String name, Address listen, Address upstream) {
    return new ProxySpec(
        name,
        listen,
        upstream,
        "test",
        new TurnProtocol(),
        RuleSet.none(),
        Limits.defaults(),
        true);
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private static void refuses(CompletableFuture<?> change, String way) {
    assertThat(change)
        .failsWithin(20, TimeUnit.SECONDS)
        .withThrowableThat()
        .withRootCauseInstanceOf(OptionException.class)
        .withMessageContaining("leads in a circle, " + way);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "127.0.0.1, localhost",
    "127.0.0.1, LOCALHOST",
    "127.0.0.1, 0.0.0.0",
    "127.0.0.2, 127.0.0.2",
    "'', 127.0.0.1",
    "'', localhost",
    "::, 127.0.0.1",
    "0.0.0.0, 127.0.0.3",
    "localhost, 127.0.0.1"
  })
  void aProxyIsNotItsOwnUpstream(String listen, String upstream) throws IOException {
    int port = freePort();
    refuses(
        rig.engine.open(spec("a", new Address(listen, port), new Address(upstream, port))),
        "a → a");
    assertThat(rig.engine.proxies()).isEmpty();
    new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
  }

  @Test
  void severalThatLeadInACircleAreRefusedTogether() throws IOException {
    Address a = new Address("127.0.0.1", freePort());
    Address b = new Address("127.0.0.1", freePort());
    Address c = new Address("127.0.0.1", freePort());
    refuses(
        rig.engine.become(List.of(spec("a", a, b), spec("b", b, c), spec("c", c, a))),
        "a → b → c → a");
    assertThat(rig.engine.proxies()).isEmpty();
  }

  @Test
  void aChangeThatClosesTheCircleIsRefusedAndNothingChanges() throws IOException {
    Address backend = rig.backend(socket -> socket.getOutputStream().write('x'));
    Proxy a = rig.open(new TurnProtocol(), backend);
    Proxy b = rig.open(new TurnProtocol(), Address.of(a.address().orElseThrow()));
    Address toB = Address.of(b.address().orElseThrow());
    assertThatThrownBy(() -> a.setUpstream(toB, TlsEnds.NONE))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "upstream: "
                + toB
                + " leads in a circle, p0 → p1 → p0 (expected: a backend that does not lead back"
                + " to a proxy on the way to it)");
    refuses(a.become(a.spec().withUpstream(toB)), "p0 → p1 → p0");
    assertThat(a.spec().upstream()).isEqualTo(backend);
    try (Socket client = rig.connect(b)) {
      assertThat(client.getInputStream().read()).isEqualTo('x');
    }
  }

  @Test
  void aDisabledProxyIsNoPartOfACircleUntilItIsEnabled() throws IOException {
    Address a = new Address("127.0.0.1", freePort());
    Address b = new Address("127.0.0.1", freePort());
    rig.engine.open(spec("a", a, b).withEnabled(false)).join();
    rig.engine.open(spec("b", b, a)).join();
    Proxy first = rig.engine.proxy("a").orElseThrow();
    refuses(first.become(first.spec().withEnabled(true)), "a → b → a");
    assertThat(first.spec().enabled()).isFalse();
  }

  @Test
  void aNameThatTurnsOutToBeTheProxyItselfEndsAtOnce() throws IOException {
    int port = freePort();
    Proxy a =
        rig.engine
            .open(spec("a", new Address("127.0.0.1", port), new Address("me.test", port)))
            .join();
    endsSoon(a, "a → a");
  }

  @Test
  void aCircleOverNamesIsBroken() throws IOException {
    int first = freePort();
    int second = freePort();
    Proxy a =
        rig.engine
            .open(spec("a", new Address("127.0.0.1", first), new Address("b.test", second)))
            .join();
    rig.engine
        .open(spec("b", new Address("127.0.0.1", second), new Address("a.test", first)))
        .join();
    endsSoon(a, "a → b → a");
  }

  private void endsSoon(Proxy a, String way) throws IOException {
    try (Socket client = rig.connect(a)) {
      client.getOutputStream().write('x');
      assertThat(endOf(client)).isTrue();
    }
    await().until(() -> rig.engine.proxies().stream().allMatch(p -> p.connections() == 0));
    assertThat(rig.engine.journal().after(0, 100))
        .anySatisfy(
            entry ->
                assertThat(entry.decision())
                    .contains("refused: the proxies lead in a circle, ")
                    .endsWith(way));
    assertThat(a.accepted()).isLessThan(50);
  }

  private static boolean endOf(Socket client) {
    try {
      return client.getInputStream().read() < 0;
    } catch (IOException reset) {
      return true;
    }
  }

  @Test
  void aChainOfProxiesLeadsToItsBackendByNameToo() throws IOException {
    Address backend = rig.backend(socket -> socket.getOutputStream().write('x'));
    Proxy last = rig.open(new TurnProtocol(), backend);
    Proxy middle =
        rig.open(
            new TurnProtocol(), new Address("last.test", last.address().orElseThrow().getPort()));
    Proxy first = rig.open(new TurnProtocol(), Address.of(middle.address().orElseThrow()));
    for (int i = 0; i < 20; i++) {
      try (Socket client = rig.connect(first)) {
        assertThat(client.getInputStream().read()).isEqualTo('x');
      }
    }
    assertThat(rig.engine.journal().after(0, 10)).isEmpty();
  }
}
