package io.galopin.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a server while clients change things, and looks at what the next one has. {@code
 * KilledWriterIT} kills what writes the file more often.
 */
class KilledServerIT {

  private static final int CLIENTS = 50;
  private static final String MAIN = Main.class.getName();

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Random random = new Random(7);
  private LeanJava java;

  /** What one client has been told, and what it has asked for last. */
  private static final class Client {
    private final String name;
    private volatile int confirmed = -1;
    private volatile int asked = -1;

    Client(int number) {
      name = "c" + number;
    }
  }

  private record Server(Process process, String url) {}

  private String[] words() {
    return new String[] {
      "server",
      "--quiet",
      "--log-level",
      "error",
      "--host",
      "127.0.0.1",
      "--port",
      "0",
      "--state",
      folder.resolve("state.json").toString()
    };
  }

  /** Lets a server end by itself, after it has done what the others will. */
  @BeforeEach
  void learn() throws Exception {
    java = new LeanJava(folder);
    Server server = start(true);
    Client first = new Client(0);
    assertThat(call(server, "POST", "/populate", proxy(first.name)).statusCode()).isLessThan(300);
    assertThat(call(server, "DELETE", "/proxies/" + first.name, "").statusCode()).isEqualTo(204);
    server.process().destroy();
    server.process().waitFor();
  }

  /** Starts a server, perhaps one that leaves an archive of its classes for the next ones. */
  private Server start(boolean learns) throws IOException {
    Process process =
        (learns ? java.first(MAIN, words()) : java.next(MAIN, words()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader(UTF_8);
    String line = out.readLine();
    while (line != null && !line.startsWith("control API")) {
      line = out.readLine();
    }
    assertThat(line).as("the server starts with the state").isNotNull();
    return new Server(process, line.replaceFirst(".*?(http://[^ ]+).*", "$1"));
  }

  private HttpResponse<String> call(Server server, String method, String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  /** Changes its own toxic until the server is gone. */
  private void load(Server server, Client client, CountDownLatch first) {
    try {
      while (true) {
        int next = client.asked + 1;
        client.asked = next;
        HttpResponse<String> reply =
            next == 0
                ? call(server, "POST", "/populate", proxy(client.name))
                : call(
                    server,
                    "PATCH",
                    "/proxies/" + client.name + "/toxics/slow",
                    "{\"attributes\":{\"latency\":" + next + "}}");
        assertThat(reply.statusCode()).as(reply.body()).isLessThan(300);
        client.confirmed = next;
        first.countDown();
      }
    } catch (IOException killed) {
      first.countDown();
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private static String proxy(String name) {
    return "[{\"name\":\""
        + name
        + "\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:9\",\"enabled\":false,"
        + "\"toxics\":[{\"name\":\"slow\",\"type\":\"latency\",\"attributes\":{\"latency\":0}}]}]";
  }

  private void check(Server server, List<Client> clients) throws Exception {
    JsonNode proxies = new ObjectMapper().readTree(call(server, "GET", "/proxies", "").body());
    for (Client client : clients) {
      int latency = proxies.at("/" + client.name + "/toxics/0/attributes/latency").asInt(-1);
      assertThat(latency).as(client.name).isBetween(client.confirmed, client.asked);
      client.confirmed = latency;
      client.asked = latency;
    }
  }

  private void keepsWhatWasConfirmed(int kills) throws Exception {
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(new Client(i));
    }
    AtomicInteger failures = new AtomicInteger();
    Server server = start(false);
    try {
      for (int kill = 0; kill < kills; kill++) {
        // From when some are served, so that a slow start is not killed without load.
        CountDownLatch first = new CountDownLatch(1 + random.nextInt(5 * CLIENTS));
        Server running = server;
        List<Thread> threads =
            clients.stream()
                .map(client -> new Thread(() -> load(running, client, first), client.name))
                .toList();
        for (Thread thread : threads) {
          thread.setUncaughtExceptionHandler((who, failure) -> failures.incrementAndGet());
          thread.start();
        }
        first.await();
        server.process().destroyForcibly().waitFor();
        for (Thread thread : threads) {
          thread.join();
        }
        server = start(false);
        check(server, clients);
      }
    } finally {
      server.process().destroyForcibly().waitFor();
    }
    assertThat(failures).hasValue(0);
    assertThat(clients).anySatisfy(client -> assertThat(client.confirmed).isPositive());
  }

  @Test
  void keepsWhatWasConfirmed() throws Exception {
    keepsWhatWasConfirmed(2);
  }

  @Test
  @Tag("thorough")
  void keepsWhatWasConfirmedAHundredTimes() throws Exception {
    keepsWhatWasConfirmed(100);
  }
}
