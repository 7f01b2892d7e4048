package io.galopin.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.galopin.config.ToxiproxyJson;
import io.galopin.engine.Catalog;
import io.galopin.engine.ProxySpec;
import io.galopin.protocol.tcp.TcpProtocolFactory;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ListenHostsTest {

  private final List<String> asked = new CopyOnWriteArrayList<>();

  private static ProxySpec on(String host) {
    return ToxiproxyJson.proxy(
            Map.of("name", "web", "listen", host + ":0", "upstream", "127.0.0.1:9"))
        .toSpec(Catalog.of(List.of(new TcpProtocolFactory())));
  }

  @Test
  void asksOnlyForNamesThatAreNew() {
    try (ListenHosts hosts = new ListenHosts(asked::add, Duration.ofMinutes(1))) {
      hosts.lookUp(List.of(on("old.test"), on("new.test")), List.of(on("old.test")));
      assertThat(asked).containsExactly("new.test");
      hosts.lookUp(List.of(on("old.test")), List.of(on("old.test")));
      assertThat(asked).hasSize(1);
    }
  }

  @Test
  void leavesItToTheProxyToSayThatANameIsUnknown() {
    ListenHosts.Lookup unknown =
        host -> {
          asked.add(host);
          throw new UnknownHostException(host);
        };
    try (ListenHosts hosts = new ListenHosts(unknown, Duration.ofMinutes(1))) {
      hosts.lookUp(List.of(on("a.test")), List.of());
      assertThat(asked).containsExactly("a.test");
    }
  }

  @Test
  void doesNotWaitForANameServerForEver() {
    CountDownLatch answered = new CountDownLatch(1);
    ListenHosts.Lookup slow =
        host -> {
          try {
            answered.await();
          } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
          }
        };
    try (ListenHosts hosts = new ListenHosts(slow, Duration.ofMillis(50))) {
      for (int i = 0; i < 2; i++) {
        assertThatIllegalStateException()
            .isThrownBy(() -> hosts.lookUp(List.of(on("a.test")), List.of()))
            .withMessage(
                "listen: no answer about a.test from the name server for 0.05 s, so nothing was"
                    + " changed (expected: an address, or a retry later)");
      }
      answered.countDown();
    }
  }
}
