package io.galopin.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.app.run.Ready;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials, cookies, values of queries and values of Redis are in no output. */
class WebAndRedisSecretsTest {

  private static final String SECRET = "planted";

  private final EveryOutput outputs;

  WebAndRedisSecretsTest(@TempDir Path folder) {
    outputs = new EveryOutput(folder);
  }

  /** A request, and the reply to it. */
  private record Said(String request, String reply) {}

  private static Said http(String line, String headers, String body) {
    return new Said(
        line
            + " HTTP/1.1\r\nHost: shop\r\n"
            + headers
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body,
        "HTTP/1.1 401 planted\r\nSet-Cookie: id=planted\r\nWWW-Authenticate: Bearer planted\r\n"
            + "Content-Length: 7\r\n\r\nplanted");
  }

  private static final List<Said> WEB =
      List.of(
          http("GET /login?user=ann&token=planted", "Authorization: Bearer planted\r\n", ""),
          http("GET /cart?planted", "Cookie: session=planted\r\n", ""),
          http("POST /orders?a=planted#planted", "X-Api-Key: planted\r\n", "planted"),
          http("GET http://ann:planted@shop/cart", "Proxy-Authorization: Basic planted\r\n", ""),
          http("GET /hit?a=planted", "traceparent: planted\r\n", ""));

  private static Said redis(String reply, String... words) {
    StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      command.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    return new Said(command.toString(), reply);
  }

  private static final List<Said> REDIS =
      List.of(
          redis("-WRONGPASS planted\r\n", "AUTH", "planted"),
          redis("+OK\r\n", "AUTH", "ann", "planted"),
          redis("-ERR planted\r\n", "HELLO", "3", "AUTH", "ann", "planted"),
          redis("+OK\r\n", "ACL", "SETUSER", "ann", "on", ">planted"),
          redis("+OK\r\n", "CONFIG", "SET", "requirepass", "planted"),
          redis("+OK\r\n", "SET", "cart:1", "planted"),
          redis("$7\r\nplanted\r\n", "GET", "cart:1"),
          redis(":1\r\n", "HSET", "cart:2", "name", "planted"),
          redis("-ERR near 'planted'\r\n", "EVAL", "return 'planted'", "0"));

  private static void serve(ServerSocket server, List<Said> all) {
    try (Socket socket = server.accept()) {
      InputStream in = socket.getInputStream();
      for (Said said : all) {
        in.readNBytes(said.request().length());
        socket.getOutputStream().write(said.reply().getBytes(ISO_8859_1));
      }
      // A reply that nobody has asked for, and that makes no sense.
      socket.getOutputStream().write("planted".getBytes(ISO_8859_1));
    } catch (IOException ended) {
      // The client is done.
    }
  }

  private void talk(Ready ready, List<Said> all) {
    InetSocketAddress address = ready.proxies().get(0).address().orElseThrow();
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      for (Said said : all) {
        socket.getOutputStream().write(said.request().getBytes(ISO_8859_1));
        assertThat(socket.getInputStream().readNBytes(said.reply().length()))
            .as(said.request())
            .hasSize(said.reply().length());
      }
      outputs.ask(ready, "while");
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
      outputs.ask(ready, "after");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void run(String protocol, List<Said> all, String... rules) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread serving = new Thread(() -> serve(server, all), "planted");
      serving.setDaemon(true);
      serving.start();
      outputs.run(ready -> talk(ready, all), server.getLocalPort(), protocol, rules);
    }
    assertThat(outputs.texts()).allSatisfy(text -> assertThat(text).doesNotContain(SECRET));
    assertThat(outputs.exchanges().lines().count()).isGreaterThanOrEqualTo(all.size());
  }

  @Test
  void ofTheWebAreInNoOutput() throws IOException {
    run("http", WEB, "when http.path=/hit delay sleep=1ms", "when http.path=/cart delay sleep=1ms");
    assertThat(outputs.exchanges()).contains("GET /login", "POST /orders", "401");
  }

  @Test
  void ofRedisAreInNoOutput() throws IOException {
    run("redis", REDIS, "when redis.command=SET|AUTH delay sleep=1ms");
    assertThat(outputs.exchanges()).contains("AUTH", "SET", "GET");
  }
}
