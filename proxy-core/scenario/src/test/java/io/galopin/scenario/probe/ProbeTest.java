package io.galopin.scenario.probe;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.galopin.scenario.model.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;

  private static void ask(Target target) throws Exception {
    Probe.of(target).ask(LONG);
  }

  @Test
  void looksAtTheStatusOverHttp() throws IOException {
    HttpServer web =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(
              Integer.parseInt(exchange.getRequestURI().getPath().substring(1)), -1);
          exchange.close();
        });
    web.start();
    try {
      String base = "http://127.0.0.1:" + web.getAddress().getPort();
      OptionalInt any = OptionalInt.empty();
      assertThatCode(() -> ask(new Target.Http(URI.create(base + "/204"), "GET", any)))
          .doesNotThrowAnyException();
      assertThatThrownBy(() -> ask(new Target.Http(URI.create(base + "/503"), "GET", any)))
          .hasMessage("status 503");
      OptionalInt wanted = OptionalInt.of(503);
      assertThatCode(() -> ask(new Target.Http(URI.create(base + "/503"), "GET", wanted)))
          .doesNotThrowAnyException();
      assertThatThrownBy(() -> ask(new Target.Http(URI.create(base + "/200"), "GET", wanted)))
          .hasMessage("status 200");
    } finally {
      web.stop(0);
    }
  }

  @Test
  void pingsRedis() throws Exception {
    try (ServerSocket redis = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Target target = new Target.Redis("127.0.0.1", redis.getLocalPort());
      reply(redis, "+PONG\r\n");
      assertThatCode(() -> ask(target)).doesNotThrowAnyException();
      reply(redis, "-LOADING");
      assertThatThrownBy(() -> ask(target)).hasMessage("replied -LOADIN");
    }
  }

  private static void reply(ServerSocket server, String text) {
    Thread thread =
        new Thread(
            () -> {
              try (Socket client = server.accept()) {
                client.getInputStream().readNBytes("PING\r\n".length());
                client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
              } catch (IOException gone) {
                // The test is over.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Test
  void connectsOverTcp() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
      assertThatCode(() -> ask(new Target.Tcp("127.0.0.1", port))).doesNotThrowAnyException();
    }
    assertThatThrownBy(() -> ask(new Target.Tcp("127.0.0.1", port)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void looksAtTheExitCodeOfACommand() {
    assertThatCode(() -> ask(new Target.Command(List.of("true")))).doesNotThrowAnyException();
    assertThatThrownBy(() -> ask(new Target.Command(List.of("false")))).hasMessage("exit code 1");
    assertThatThrownBy(
            () -> Probe.of(new Target.Command(List.of("sleep", "1000"))).ask(Duration.ofMillis(50)))
        .hasMessage("did not end");
  }

  @Test
  void asksADatabaseWithTheDriverThatTheUserNames() throws Exception {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve("java.sql.Driver"), MadeUpDriver.class.getName());

    assertThatCode(() -> ask(sql("jdbc:made-up:a", Optional.of(folder))))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> ask(sql("jdbc:made-up:broken", Optional.of(folder))))
        .hasMessage("broken");
    assertThatThrownBy(() -> ask(sql("jdbc:made-up:a?password=secret", Optional.empty())))
        .hasMessage("no driver for jdbc:made-up:a (expected: driver = the path of its JAR)");
  }

  private static Target sql(String url, Optional<Path> driver) {
    return new Target.Sql(url, "select 1", "ann", "secret", driver);
  }
}
