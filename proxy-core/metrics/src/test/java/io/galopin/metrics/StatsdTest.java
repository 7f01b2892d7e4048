package io.galopin.metrics;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.engine.Proxy;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what a statsd server on loopback receives. */
class StatsdTest {

  private DatagramSocket server;
  private final Queue<String> heard = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void listen() throws IOException {
    server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread listening = new Thread(this::hear, "test-statsd");
    listening.setDaemon(true);
    listening.start();
  }

  private void hear() {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        server.receive(packet);
        new String(packet.getData(), 0, packet.getLength(), US_ASCII).lines().forEach(heard::add);
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void hearsOfWhatHappensWhileAConnectionIsOpen() throws IOException {
    try (MetricsRig rig = rig("127.0.0.1", server.getLocalPort())) {
      Proxy web = rig.open("web", rig.backend(), MetricsRig.delay("20 ms"));
      try (Socket client = rig.connect(web)) {
        MetricsRig.exchange(client, 700);
        await().until(() -> counted().containsKey("vaurien.web.sent_bytes.downstream"));
        MetricsRig.exchange(client, 300);
        await().until(() -> counted().get("vaurien.web.sent_bytes.downstream") == 1000);

        assertThat(counted())
            .isEqualTo(
                Map.of(
                    "vaurien.web.connections", 1L,
                    "vaurien.web.exchanges", 2L,
                    "vaurien.web.faults.delay", 2L,
                    "vaurien.web.received_bytes.upstream", 1000L,
                    "vaurien.web.received_bytes.downstream", 1000L,
                    "vaurien.web.sent_bytes.upstream", 1000L,
                    "vaurien.web.sent_bytes.downstream", 1000L));
        assertThat(heard).contains("vaurien.web.connections_open:1|g");
        assertThat(heard)
            .filteredOn(line -> line.equals("vaurien.web.added_latency:20.000|ms"))
            .hasSize(2);
        assertThat(heard)
            .filteredOn(line -> line.matches("vaurien\\.web\\.upstream_latency:\\d+\\.\\d{3}\\|ms"))
            .hasSize(2);
      }
      await().until(() -> heard.contains("vaurien.web.connections_open:0|g"));
    }
  }

  @Test
  void hearsTheLastOfAProxyThatIsGone() throws IOException {
    try (MetricsRig rig = rig("127.0.0.1", server.getLocalPort())) {
      Proxy web = rig.open("web");
      try (Socket client = rig.connect(web)) {
        MetricsRig.exchange(client, 10);
        web.close().join();
      }
      await().until(() -> counted().getOrDefault("vaurien.web.sent_bytes.downstream", 0L) == 10);
      assertThat(counted()).containsEntry("vaurien.web.connections", 1L);
    }
  }

  @Test
  void hearsWhatIsLeftAtTheEnd() throws IOException {
    try (MetricsRig rig = rig("localhost", server.getLocalPort())) {
      for (int i = 0; i < 50; i++) {
        try (Socket client = rig.connect(rig.open("p" + i))) {
          MetricsRig.exchange(client, 10);
        }
      }
    }
    await()
        .until(
            () ->
                counted().entrySet().stream()
                        .filter(count -> count.getKey().endsWith(".received_bytes.upstream"))
                        .mapToLong(Map.Entry::getValue)
                        .sum()
                    == 500);
  }

  @Test
  void aReportThatFailsIsNotTheLast() {
    AtomicInteger calls = new AtomicInteger();
    StatsdSettings settings = new StatsdSettings("127.0.0.1", server.getLocalPort(), "galopin", 1);
    Reported counts = lines -> lines.counter(calls.get(), "web", "calls");
    try (StatsdSender sender =
        StatsdSender.start(
            settings,
            Duration.ofMillis(5),
            () -> {
              if (calls.incrementAndGet() == 1) {
                throw new AssertionError("on purpose");
              }
              return List.of(counts);
            },
            new ConcurrentLinkedQueue<>())) {
      await().until(() -> !heard.isEmpty());
    }
    assertThat(heard.peek()).contains("calls");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "does-not-exist.invalid"})
  void aServerThatIsNotThereChangesNothing(String host) throws IOException {
    int nobody = server.getLocalPort();
    server.close();
    try (MetricsRig rig = rig(host, nobody);
        Socket client = rig.connect(rig.open("web"))) {
      MetricsRig.exchange(client, 10);
      rig.metrics.close();
      rig.metrics.close();
      MetricsRig.exchange(client, 10);
      assertThat(rig.page().value("galopin_connections_open{proxy=\"web\"}")).isEqualTo(1);
    }
    assertThat(heard).isEmpty();
  }

  @Test
  void refusesAPortOrRateThatIsNone() {
    assertThatThrownBy(() -> new StatsdSettings("h", 0, "", 1))
        .hasMessage("port: 0 (expected: 1 to 65535)");
    assertThatThrownBy(() -> new StatsdSettings("h", 1, "", Double.NaN))
        .hasMessage("sample rate: NaN (expected: 0 to 1)");
  }

  private static MetricsRig rig(String host, int port) throws IOException {
    StatsdSettings statsd = new StatsdSettings(host, port, "vaurien", 1);
    return new MetricsRig(new MetricsSettings(true, false, Optional.of(statsd)));
  }

  /** Returns all counters received so far, added up as statsd does. */
  private Map<String, Long> counted() {
    Map<String, Long> counted = new TreeMap<>();
    for (String line : heard) {
      if (line.endsWith("|c")) {
        String value = line.substring(line.indexOf(':') + 1, line.length() - 2);
        counted.merge(line.substring(0, line.indexOf(':')), Long.parseLong(value), Long::sum);
      }
    }
    return counted;
  }
}
