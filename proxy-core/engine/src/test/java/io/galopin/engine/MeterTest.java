package io.galopin.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Direction;
import io.galopin.api.Exchange;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import io.galopin.engine.socket.ProxyMeter;
import io.galopin.engine.tls.TlsEnds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeterTest {

  private static final class Counting implements ProxyMeter {
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

    private void add(String what, long count) {
      counts.computeIfAbsent(what, key -> new AtomicLong()).addAndGet(count);
    }

    @Override
    public void opened() {
      add("opened", 1);
    }

    @Override
    public void closed() {
      add("closed", 1);
    }

    @Override
    public void received(Direction direction, int bytes) {
      add("received " + direction, bytes);
    }

    @Override
    public void sent(Direction direction, int bytes) {
      add("sent " + direction, bytes);
    }

    @Override
    public void exchange() {
      add("exchanges", 1);
    }

    @Override
    public void fault(String plugin) {
      add("fault " + plugin, 1);
    }

    @Override
    public void answered(long nanos) {
      assertThat(nanos).isPositive();
      add("answered", 1);
    }

    @Override
    public void delayed(long nanos) {
      add("delayed ms", TimeUnit.NANOSECONDS.toMillis(nanos));
    }
  }

  private final Counting meter = new Counting();
  private final Rig rig = new Rig(EngineSettings.withSeed(1).withMeters(spec -> meter));

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  @Test
  void countsWhatHappensAtAProxyWhileItHappens() throws IOException {
    Behavior delay =
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            return Decision.delay(Duration.ofMillis(10));
          }
        };
    Address backend =
        rig.backend(
            socket -> {
              socket.getInputStream().readNBytes(2);
              socket.getOutputStream().write("four\n".getBytes(US_ASCII));
              socket.getInputStream().readAllBytes();
            });
    Proxy proxy = rig.open(new LineProtocol(), backend, delay);
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("a\n".getBytes(US_ASCII));
      client.getInputStream().readNBytes(5);
      assertThat(values())
          .containsAllEntriesOf(
              Map.of(
                  "opened", 1L,
                  "received upstream", 2L,
                  "sent upstream", 2L,
                  "received downstream", 5L,
                  "sent downstream", 5L,
                  "exchanges", 1L,
                  "answered", 1L,
                  "fault always", 1L,
                  "delayed ms", 10L))
          .doesNotContainKey("closed");
    }
    await().until(() -> values().containsKey("closed"));
  }

  @Test
  void everyMeterIsRetiredOnceAnotherCounts() {
    Queue<String> told = new ConcurrentLinkedQueue<>();
    try (Engine engine =
        new Engine(EngineSettings.withSeed(1).withMeters(spec -> new Told(spec, told)))) {
      ProxySpec spec =
          new ProxySpec(
              "p",
              new Address("localhost", 0),
              new Address("127.0.0.1", 1),
              "test",
              new LineProtocol(),
              RuleSet.none(),
              Limits.defaults(),
              true);
      Proxy proxy = engine.open(spec).join();
      String at = Address.of(proxy.address().orElseThrow()).toString();
      assertThat(at).startsWith("127.0.0.1:").doesNotEndWith(":0");

      proxy.setUpstream(new Address("127.0.0.1", 2), TlsEnds.NONE);
      proxy.become(proxy.spec().withUpstream(new Address("127.0.0.1", 3))).join();
      proxy.become(proxy.spec().withEnabled(false)).join();
      proxy.setUpstream(new Address("127.0.0.1", 4), TlsEnds.NONE);
      proxy.become(proxy.spec().withEnabled(true)).join();
      proxy.close().join();
      proxy.close().join();

      assertThat(told)
          .containsExactly(
              "ask " + at + " 127.0.0.1:1",
              "ask " + at + " 127.0.0.1:2",
              "retired " + at + " 127.0.0.1:1",
              "ask " + at + " 127.0.0.1:3",
              "retired " + at + " 127.0.0.1:2",
              "ask " + at + " 127.0.0.1:4",
              "retired " + at + " 127.0.0.1:3",
              "retired " + at + " 127.0.0.1:4");
    }
  }

  @Test
  void asksForNoMeterWhereItDoesNotListen() throws IOException {
    Queue<String> told = new ConcurrentLinkedQueue<>();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Engine engine =
            new Engine(EngineSettings.withSeed(1).withMeters(spec -> new Told(spec, told)))) {
      ProxySpec spec =
          new ProxySpec(
              "p",
              new Address("127.0.0.1", taken.getLocalPort()),
              new Address("127.0.0.1", 1),
              "test",
              new LineProtocol(),
              RuleSet.none(),
              Limits.defaults(),
              true);
      assertThat(engine.open(spec)).failsWithin(Duration.ofSeconds(20));
      assertThat(engine.open(spec.withEnabled(false))).succeedsWithin(Duration.ofSeconds(20));
      assertThat(told).isEmpty();
    }
  }

  private record Told(ProxySpec spec, Queue<String> told) implements ProxyMeter {
    Told {
      told.add("ask " + spec.listen() + " " + spec.upstream());
    }

    @Override
    public void retired() {
      told.add("retired " + spec.listen() + " " + spec.upstream());
    }
  }

  private Map<String, Long> values() {
    Map<String, Long> values = new TreeMap<>();
    meter.counts.forEach((what, count) -> values.put(what, count.get()));
    return values;
  }
}
