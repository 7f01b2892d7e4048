package io.galopin.app.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that gives prepared replies in order and records its calls. */
public final class RecordingServer implements AutoCloseable {

  /**
   * What came.
   *
   * @param call method and path, as sent
   * @param body as sent
   * @param authorization that header; empty without
   */
  record Asked(String call, String body, String authorization) {}

  private record Reply(int status, String body) {}

  private final HttpServer server;
  private volatile Reply otherwise = new Reply(500, "");
  private final Queue<Reply> replies = new ArrayDeque<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Map<String, String> known = new ConcurrentHashMap<>();

  public RecordingServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Prepares the next reply. */
  RecordingServer reply(int status, String body) {
    replies.add(new Reply(status, body));
    return this;
  }

  /** Prepares the reply for when no other one is left. */
  public RecordingServer replyAlways(int status, String body) {
    otherwise = new Reply(status, body);
    return this;
  }

  /**
   * Prepares the reply to a look-up. Look-ups are not recorded. All others are told that there is
   * none.
   */
  public RecordingServer knows(String path, String body) {
    known.put(path, body);
    return this;
  }

  /** Returns whether a command makes this call only to check what the user typed. */
  private static boolean isLookUp(String call) {
    return call.equals("GET /plugins") || call.matches("GET /proxies/[^/]+/toxics/.+");
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns all calls in order. */
  List<Asked> asked() {
    return asked;
  }

  /** Returns the last call: method, path and body, separated by spaces. */
  String last() {
    Asked last = asked.get(asked.size() - 1);
    return (last.call() + " " + last.body()).strip();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      if (isLookUp(call)) {
        String body = known.get(exchange.getRequestURI().toString());
        send(exchange, body == null ? new Reply(404, "{}") : new Reply(200, body));
        return;
      }
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      asked.add(
          new Asked(
              call,
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
              Objects.requireNonNullElse(authorization, "")));
      Reply next = replies.poll();
      send(exchange, next == null ? otherwise : next);
    }
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    if (reply.status() == 401) {
      exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer");
    }
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
