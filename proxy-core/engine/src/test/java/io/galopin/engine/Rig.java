package io.galopin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.api.Protocol;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An engine with a real backend on loopback, for tests. */
public final class Rig implements AutoCloseable {

  /** What a backend does with one accepted socket; it is closed afterwards. */
  public interface Serve {
    void serve(Socket socket) throws IOException;
  }

  public final Engine engine;
  private final Queue<ServerSocket> backends = new ConcurrentLinkedQueue<>();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  final Queue<Exception> backendFailures = new ConcurrentLinkedQueue<>();

  public Rig() {
    this(EngineSettings.withSeed(42));
  }

  public Rig(EngineSettings settings) {
    this(new Engine(settings));
  }

  public Rig(Engine engine) {
    this.engine = engine;
  }

  /** A backend that serves each connection on a thread of its own. */
  public Address backend(Serve serve) throws IOException {
    ServerSocket listening = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    backends.add(listening);
    Thread accepting = new Thread(() -> accept(listening, serve), "test-backend");
    accepting.setDaemon(true);
    accepting.start();
    return new Address("127.0.0.1", listening.getLocalPort());
  }

  private void accept(ServerSocket listening, Serve serve) {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        sockets.add(socket);
        Thread serving = new Thread(() -> serve(socket, serve), "test-backend-connection");
        serving.setDaemon(true);
        serving.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket, Serve serve) {
    try (socket) {
      serve.serve(socket);
    } catch (IOException failure) {
      backendFailures.add(failure);
    }
  }

  public Proxy open(Protocol protocol, Address backend) {
    return open(protocol, backend, RuleSet.none(), Limits.defaults());
  }

  public Proxy open(Protocol protocol, Address backend, Behavior always) {
    return open(protocol, backend, always(always), Limits.defaults());
  }

  public Proxy open(Protocol protocol, Address backend, RuleSet rules, Limits limits) {
    return engine
        .open(
            new ProxySpec(
                "p" + engine.proxies().size(),
                new Address("127.0.0.1", 0),
                backend,
                "test",
                protocol,
                rules,
                limits,
                true))
        .join();
  }

  /** A rule that has {@code behavior} act on every exchange. */
  static RuleSet always(Behavior behavior) {
    return RuleSet.of(Mix.of(Map.of("always", BigDecimal.valueOf(100)), name -> behavior));
  }

  public Socket connect(Proxy proxy) {
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

  @Override
  public void close() throws IOException {
    engine.close();
    for (ServerSocket backend : backends) {
      backend.close();
    }
    for (Socket socket : sockets) {
      socket.close();
    }
    assertThat(engine.heldBytes()).as("bytes counted as held when all is over").isZero();
  }
}
