package io.galopin.metrics;

import io.galopin.api.Behavior;
import io.galopin.api.Options;
import io.galopin.api.PluginFactory;
import io.galopin.behavior.exchange.DelayFactory;
import io.galopin.engine.Engine;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.Limits;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import io.galopin.protocol.tcp.TcpProtocolFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An engine with metrics, and a backend on loopback that echoes. */
final class MetricsRig implements AutoCloseable {

  final Metrics metrics;
  final Engine engine;
  private final ServerSocket backend;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

  MetricsRig(MetricsSettings settings) throws IOException {
    // Statsd is told often, so that nobody waits for it.
    metrics = new Metrics(settings, Duration.ofMillis(20));
    engine = new Engine(EngineSettings.withSeed(1).withMeters(metrics::meterFor));
    backend = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "test-backend");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = backend.accept();
        sockets.add(socket);
        start(() -> echo(socket));
      }
    } catch (IOException closed) {
      // The rig is closed.
    }
  }

  private static void echo(Socket socket) {
    try (socket) {
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException gone) {
      // A reset is as good as any other end.
    }
  }

  Address backend() {
    return new Address("127.0.0.1", backend.getLocalPort());
  }

  /** Returns a proxy with these rules. */
  ProxySpec spec(String name, Address upstream, RuleSet rules) {
    TcpProtocolFactory tcp = new TcpProtocolFactory();
    return new ProxySpec(
        name,
        new Address("127.0.0.1", 0),
        upstream,
        "tcp",
        tcp.create(options(tcp, Map.of())),
        rules,
        Limits.defaults(),
        true);
  }

  /** Returns a rule that delays each exchange by {@code sleep}, such as {@code 20 ms}. */
  static RuleSet delay(String sleep) {
    DelayFactory delay = new DelayFactory();
    Behavior behavior = delay.create(options(delay, Map.of("sleep", sleep)));
    return RuleSet.of(Mix.of(Map.of("delay", BigDecimal.valueOf(100)), name -> behavior));
  }

  private static Options options(PluginFactory plugin, Map<String, String> given) {
    return Options.of(plugin.options(), given);
  }

  Proxy open(String name) {
    return open(name, backend(), RuleSet.none());
  }

  Proxy open(String name, Address upstream, RuleSet rules) {
    return engine.open(spec(name, upstream, rules)).join();
  }

  Socket connect(Proxy proxy) {
    try {
      Socket socket =
          new Socket(InetAddress.getLoopbackAddress(), proxy.address().orElseThrow().getPort());
      socket.setSoTimeout(20_000);
      sockets.add(socket);
      return socket;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Sends {@code bytes} bytes and reads them back. */
  static void exchange(Socket socket, int bytes) throws IOException {
    socket.getOutputStream().write(new byte[bytes]);
    if (socket.getInputStream().readNBytes(bytes).length < bytes) {
      throw new IOException("the connection ended");
    }
  }

  Page page() {
    return Page.of(metrics.scrape());
  }

  @Override
  public void close() throws IOException {
    engine.close();
    metrics.close();
    backend.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
