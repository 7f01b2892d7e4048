package io.galopin.app;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A collector of OpenTelemetry that keeps what it gets, as text in which words can be found. */
final class Collector implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, String> sent = new ConcurrentHashMap<>();
  private final Map<String, String> keys = new ConcurrentHashMap<>();

  Collector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        request -> {
          try (request) {
            byte[] body = request.getRequestBody().readAllBytes();
            String path = request.getRequestURI().getPath();
            sent.merge(path, new String(body, StandardCharsets.ISO_8859_1), String::concat);
            String key = request.getRequestHeaders().getFirst("x-key");
            keys.put(path, key == null ? "" : key);
            request.sendResponseHeaders(200, -1);
          }
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns what came, by path. */
  Map<String, String> sent() {
    return sent;
  }

  /** Returns the header {@code x-key} that came last, by path. */
  Map<String, String> keys() {
    return keys;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
