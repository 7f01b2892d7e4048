package io.galopin.app.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The JDK's small HTTP server on a free loopback port. It answers every request with a greeting.
 */
public final class DemoBackend implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "galopin-demo-backend");
            thread.setDaemon(true);
            return thread;
          });

  public DemoBackend() throws IOException {
    // Without it the server on Linux waits 40 ms for an acknowledgement before each reply, which
    // would look like a slow proxy.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", DemoBackend::greet);
    server.start();
  }

  private static void greet(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] greeting = "Hello from the backend.\n".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, greeting.length);
      exchange.getResponseBody().write(greeting);
    }
  }

  public Address address() {
    return Address.of(server.getAddress());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
