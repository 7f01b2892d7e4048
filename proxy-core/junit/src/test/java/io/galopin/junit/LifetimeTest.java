package io.galopin.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.client.Proxy;
import io.galopin.client.Toxic;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Tests how long proxies exist. */
class LifetimeTest {

  /** The ports of the proxies that tests see, by their names, in the order of being opened. */
  private static final Map<String, List<InetSocketAddress>> SEEN = new ConcurrentHashMap<>();

  /** The threads of the engines of other tests, such as the engine of the whole run. */
  private Set<Thread> before = Set.of();

  static void see(Proxy... proxies) {
    for (Proxy proxy : proxies) {
      if (proxy.toxics().isEmpty()) {
        // Marks it: the system may give the port of one that is closed to the next.
        proxy.addToxic(Toxic.latency(Duration.ZERO));
        SEEN.computeIfAbsent(proxy.name(), first -> new CopyOnWriteArrayList<>())
            .add(proxy.address());
      }
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
    before = threads();
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("galopin-io"))
        .collect(Collectors.toSet());
  }

  private void nothingIsLeft() {
    List<InetSocketAddress> ports = SEEN.values().stream().flatMap(List::stream).toList();
    assertThat(ports)
        .allSatisfy(
            port ->
                assertThatThrownBy(() -> new Socket(port.getAddress(), port.getPort()))
                    .hasMessageContaining("refused"));
    await().untilAsserted(() -> assertThat(before).containsAll(threads()));
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
