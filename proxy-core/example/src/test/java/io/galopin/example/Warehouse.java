package io.galopin.example;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A warehouse that has seven pieces of every article. */
final class Warehouse implements AutoCloseable {

  private final HttpServer server;

  Warehouse() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.createContext(
        "/stock/",
        exchange -> {
          byte[] body = "7".getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String address() {
    return "localhost:" + port();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
