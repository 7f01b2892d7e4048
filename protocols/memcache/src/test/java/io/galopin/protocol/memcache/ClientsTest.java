package io.galopin.protocol.memcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.journal.Journal;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.rubyeye.xmemcached.GetsResponse;
import net.spy.memcached.CASResponse;
import net.spy.memcached.CASValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests with real clients, in both protocols, that a proxy that lets everything pass changes
 * nothing.
 */
class ClientsTest {

  private static final String LONG = "\r\nEND\r\n".repeat(100_000);

  static Stream<Arguments> backendsAndProtocols() {
    return Backend.available().stream()
        .flatMap(backend -> Stream.of(Arguments.of(backend, false), Arguments.of(backend, true)));
  }

  @ParameterizedTest
  @MethodSource("backendsAndProtocols")
  void xmemcachedSeesItsBackend(Backend backend, boolean binary) throws Exception {
    try (Backend.Running server = backend.start();
        Stand stand = new Stand(server.address(), 42)) {
      xmemcached(stand.socketAddress(), binary);
      assertThat(stand.journal()).extracting(Journal.Entry::decision).isEmpty();
    }
  }

  private static void xmemcached(InetSocketAddress address, boolean binary) throws Exception {
    net.rubyeye.xmemcached.MemcachedClient client = Clients.xmemcached(address, binary);
    try {
      assertThat(client.set("a", 0, "1")).isTrue();
      assertThat(client.<String>get("a")).isEqualTo("1");
      assertThat(client.<String>get("nothing")).isNull();
      assertThat(client.set("long", 0, LONG)).isTrue();
      assertThat(client.<String>get("long")).isEqualTo(LONG);
      assertThat(client.add("a", 0, "2")).isFalse();
      assertThat(client.replace("a", 0, "2")).isTrue();
      assertThat(client.append("a", "3")).isTrue();
      assertThat(client.prepend("a", "1")).isTrue();
      assertThat(client.<String>get(List.of("a", "b", "c"))).isEqualTo(Map.of("a", "123"));
      GetsResponse<String> gets = client.gets("a");
      assertThat(client.cas("a", 0, "4", gets.getCas())).isTrue();
      assertThat(client.cas("a", 0, "5", gets.getCas())).isFalse();
      assertThat(client.incr("n", 5, 10)).isEqualTo(10);
      assertThat(client.incr("n", 5, 10)).isEqualTo(15);
      assertThat(client.decr("n", 1)).isEqualTo(14);
      assertThat(client.touch("a", 60)).isTrue();
      client.setWithNoReply("q", 0, "quiet");
      client.deleteWithNoReply("long");
      assertThat(client.<String>get("q")).isEqualTo("quiet");
      assertThat(client.<String>get("long")).isNull();
      assertThat(client.delete("a")).isTrue();
      assertThat(client.delete("a")).isFalse();
      assertThat(client.getVersions()).hasSize(1);
      assertThat(client.getStats())
          .hasSize(1)
          .allSatisfy((server, stats) -> assertThat(stats).containsKey("pid"));
      client.flushAll();
      assertThat(client.<String>get("q")).isNull();
    } finally {
      client.shutdown();
    }
  }

  @ParameterizedTest
  @MethodSource("backendsAndProtocols")
  void spymemcachedSeesItsBackend(Backend backend, boolean binary) throws Exception {
    try (Backend.Running server = backend.start();
        Stand stand = new Stand(server.address(), 42)) {
      spymemcached(stand.socketAddress(), binary);
      assertThat(stand.journal()).extracting(Journal.Entry::decision).isEmpty();
    }
  }

  private static void spymemcached(InetSocketAddress address, boolean binary) throws Exception {
    net.spy.memcached.MemcachedClient client = Clients.spymemcached(address, binary);
    try {
      assertThat(client.set("a", 0, "1").get()).isTrue();
      assertThat(client.get("a")).isEqualTo("1");
      assertThat(client.get("nothing")).isNull();
      assertThat(client.set("long", 0, LONG).get()).isTrue();
      assertThat(client.get("long")).isEqualTo(LONG);
      assertThat(client.add("a", 0, "2").get()).isFalse();
      assertThat(client.replace("a", 0, "2").get()).isTrue();
      assertThat(client.getBulk("a", "b", "c")).isEqualTo(Map.of("a", "2"));
      CASValue<Object> gets = client.gets("a");
      assertThat(client.cas("a", gets.getCas(), "4")).isEqualTo(CASResponse.OK);
      assertThat(client.incr("n", 5, 10)).isEqualTo(10);
      assertThat(client.incr("n", 5, 10)).isEqualTo(15);
      assertThat(client.touch("a", 60).get()).isTrue();
      assertThat(client.delete("a").get()).isTrue();
      assertThat(client.delete("a").get()).isFalse();
      assertThat(client.getVersions()).hasSize(1);
      assertThat(client.getStats().values())
          .singleElement()
          .satisfies(stats -> assertThat(stats).containsKey("pid"));
    } finally {
      client.shutdown();
    }
  }
}
