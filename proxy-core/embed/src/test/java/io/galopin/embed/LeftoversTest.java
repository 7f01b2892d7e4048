package io.galopin.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.client.Mix;
import io.galopin.client.Proxy;
import io.galopin.client.Toxic;
import io.netty.buffer.PooledByteBufAllocator;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests what exists while engines run, and that nothing is left after they are closed. */
class LeftoversTest {

  private final Web web = new Web();

  @AfterEach
  void close() {
    web.close();
  }

  private static long loops() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("galopin-io"))
        .count();
  }

  private Proxy use(Galopin galopin) {
    Proxy proxy =
        galopin
            .proxy("web", web.address())
            .protocol("http")
            .mix(Mix.parse("50:error"))
            .toxic(Toxic.latency(Duration.ofMillis(1)))
            .start();
    Web.get(proxy, "/a");
    return proxy;
  }

  @Test
  void areNoThreadsNoPortsAndNoMemory() {
    List<Galopin> galopins = new ArrayList<>();
    List<InetSocketAddress> ports = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Galopin galopin = Galopin.start(i);
      galopins.add(galopin);
      ports.add(use(galopin).address());
    }
    assertThat(loops()).isBetween(1L, (long) Runtime.getRuntime().availableProcessors());

    galopins.forEach(Galopin::close);

    await().untilAsserted(() -> assertThat(loops()).isZero());
    for (InetSocketAddress port : ports) {
      assertThatThrownBy(() -> new Socket(port.getAddress(), port.getPort()))
          .hasMessageContaining("refused");
    }
    assertThat(PooledByteBufAllocator.DEFAULT.pinnedDirectMemory()).isZero();
  }

  @Test
  void areNoneOfAConnectionThatIsOpenWhenItCloses() {
    Galopin galopin = Galopin.start(1);
    Proxy proxy = use(galopin);
    try (Visitor visitor = new Visitor(proxy)) {
      visitor.get("/", "a");
      galopin.close();

      assertThat(visitor.get("/", "a")).isFalse();
    }
    await().untilAsserted(() -> assertThat(loops()).isZero());
  }

  @Test
  void areNoThreadsThatKeepTheJvmFromEnding() {
    try (Galopin galopin = Galopin.start(1)) {
      use(galopin);
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread.getName().startsWith("galopin-io"))
          .isNotEmpty()
          .allMatch(Thread::isDaemon);
    }
  }

  @Test
  void areNoneWhenItIsClosedTwice() {
    Galopin galopin = Galopin.start(1);
    Galopin other = Galopin.start(2);
    galopin.close();
    galopin.close();

    assertThat(Web.get(other.proxy("web", web.address()).start(), "/")).isEqualTo(200);
    other.close();
  }
}
