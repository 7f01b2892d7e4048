package io.galopin.embed;

import com.sun.net.httpserver.HttpServer;
import io.galopin.client.Proxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server that answers every request with 200, and a client of one connection per request. */
final class Web implements AutoCloseable {

  static {
    // Otherwise each reply on a connection that is used again takes 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  Web() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestURI().getPath().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.setExecutor(threads);
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns the status of the reply; 0 if there is none. */
  static int get(Proxy proxy, String path) {
    return get(proxy, path, Map.of());
  }

  static int get(Proxy proxy, String path, Map<String, String> headers) {
    StringBuilder request =
        new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n");
    headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    try (Socket socket = new Socket(proxy.host(), proxy.port())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
      String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return reply.isEmpty() ? 0 : Integer.parseInt(reply.substring(9, 12));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
