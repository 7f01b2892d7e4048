package io.galopin.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.client.Proxy;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Tests how long proxies exist, by the ports that tests see. */
class LifetimeTest {

  private static final Map<String, Set<InetSocketAddress>> SEEN = new ConcurrentHashMap<>();

  static void see(Proxy... proxies) {
    for (Proxy proxy : proxies) {
      SEEN.computeIfAbsent(proxy.name(), first -> ConcurrentHashMap.newKeySet())
          .add(proxy.address());
      assertThat(Echo.ask(proxy.address())).isEqualTo('a');
    }
  }

  @GalopinProxy(name = "ofClass", upstreamFrom = "io.galopin.junit.Echo#SHARED")
  @GalopinProxy(
      name = "ofSuite",
      upstreamFrom = "io.galopin.junit.Echo#SHARED",
      lifetime = Lifetime.SUITE)
  abstract static class ThreeTests {
    @GalopinProxy(upstreamFrom = "io.galopin.junit.Echo#SHARED")
    private Proxy ofTest;

    @RepeatedTest(3)
    void seesThem(Proxy ofClass, Proxy ofSuite) {
      see(ofTest, ofClass, ofSuite);
    }
  }

  static class One extends ThreeTests {}

  static class Other extends ThreeTests {}

  static class Failing extends ThreeTests {
    @Test
    void failsInTheMidst(Proxy ofClass, Proxy ofSuite) {
      see(ofClass, ofSuite);
      throw new IllegalStateException("on purpose");
    }
  }

  @GalopinProxy(name = "ofClass", upstreamFrom = "io.galopin.junit.Echo#SHARED")
  @GalopinProxy(name = "broken", upstream = "nowhere")
  static class NeverBegins {
    @Test
    void isNotRun() {}
  }

  static class BrokenBefore extends ThreeTests {
    @BeforeEach
    void fails(
        Proxy ofClass,
        Proxy ofSuite,
        @GalopinProxy(upstreamFrom = "io.galopin.junit.Echo#SHARED") Proxy early) {
      see(early, ofClass, ofSuite);
      throw new IllegalStateException("on purpose");
    }
  }

  @BeforeEach
  void forget() {
    SEEN.clear();
  }

  private static void nothingIsLeft() {
    List<InetSocketAddress> ports = SEEN.values().stream().flatMap(Set::stream).toList();
    assertThat(ports)
        .allSatisfy(
            port ->
                assertThatThrownBy(() -> new Socket(port.getAddress(), port.getPort()))
                    .hasMessageContaining("refused"));
    await()
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("galopin-io"))
                    .isEmpty());
  }

  @Test
  void isThatOfTheTestTheClassOrTheSuite() {
    Run run = Run.of(One.class, Other.class);

    assertThat(run.failures()).isEmpty();
    assertThat(run.succeeded()).isEqualTo(6);
    assertThat(SEEN.get("ofTest")).hasSize(6);
    assertThat(SEEN.get("ofClass")).hasSize(2);
    assertThat(SEEN.get("ofSuite")).hasSize(1);
    nothingIsLeft();
  }

  @Test
  void endsAlsoWhenTestsFail() {
    Run run = Run.of(Failing.class, BrokenBefore.class);

    assertThat(run.succeeded()).isEqualTo(3);
    assertThat(run.failures()).hasSize(4);
    assertThat(SEEN.get("early")).hasSize(3);
    nothingIsLeft();
  }

  @Test
  void endsAlsoWhenTheClassCannotBegin() {
    Run run = Run.of(NeverBegins.class);

    assertThat(run.succeeded()).isZero();
    assertThat(run.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure).hasMessageContaining("nowhere"));
    nothingIsLeft();
  }
}
