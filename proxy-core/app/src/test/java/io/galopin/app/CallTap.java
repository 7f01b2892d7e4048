package io.galopin.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between commands and a control API, and says which call is under way. Can speak as if the
 * server were a Toxiproxy: without what only Galopin has.
 */
final class CallTap implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> ONLY_GALOPIN_HAS =
      List.of("flap", "set-at", "set-by", "expires-in", "rules", "behaviors");

  /** Is told of each call twice, on the thread that passes it on. */
  interface Ear {
    /** The server does not have the call yet. */
    void before(int call);

    /** The server has answered, and the command does not know it yet. */
    void after(int call);
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final String target;
  private final boolean asToxiproxy;
  private Ear ear =
      new Ear() {
        @Override
        public void before(int call) {}

        @Override
        public void after(int call) {}
      };
  private int calls;
  private int passing;

  CallTap(String target, boolean asToxiproxy) throws IOException {
    this.target = target;
    this.asToxiproxy = asToxiproxy;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::pass);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Counts calls from 0 again, and tells this one of them. */
  synchronized void tell(Ear next) {
    ear = next;
    calls = 0;
  }

  private synchronized Ear ear() {
    return ear;
  }

  private synchronized int count() {
    passing++;
    return calls++;
  }

  /** Waits until the server has got all calls, also those whose command is gone. */
  synchronized void awaitQuiet() throws InterruptedException {
    while (passing > 0) {
      wait();
    }
  }

  private synchronized void passed() {
    passing--;
    notifyAll();
  }

  private void pass(HttpExchange exchange) throws IOException {
    int call = count();
    try {
      pass(exchange, call);
    } finally {
      passed();
    }
  }

  private void pass(HttpExchange exchange, int call) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Ear told = ear();
      told.before(call);
      HttpResponse<byte[]> reply = reply(exchange, body);
      told.after(call);
      byte[] bytes = asToxiproxy ? bare(exchange, reply.body()) : reply.body();
      reply
          .headers()
          .firstValue("content-type")
          .ifPresent(type -> exchange.getResponseHeaders().add("content-type", type));
      exchange.sendResponseHeaders(reply.statusCode(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<byte[]> reply(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body))
            .header("content-type", "application/json")
            .build(),
        BodyHandlers.ofByteArray());
  }

  private static byte[] bare(HttpExchange exchange, byte[] reply) throws IOException {
    if (exchange.getRequestURI().getPath().equals("/version")) {
      return "{\"version\":\"2.12.0\"}".getBytes(StandardCharsets.UTF_8);
    }
    if (reply.length == 0) {
      return reply;
    }
    JsonNode json = JSON.readTree(reply);
    for (String field : ONLY_GALOPIN_HAS) {
      json.findParents(field).forEach(node -> ((ObjectNode) node).remove(field));
    }
    return JSON.writeValueAsBytes(json);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
