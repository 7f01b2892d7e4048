package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.app.client.RecordingServer;
import io.galopin.app.run.Ready;
import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * All that a run says anywhere: its output, log, journal and exchanges, what it sends to a
 * collector of OpenTelemetry, the control API, and the commands that show something. Each is a file
 * in a folder.
 *
 * @param folder an empty one
 */
@SuppressWarnings("JdkObsolete") // two threads use the buffer
record EveryOutput(Path folder) {

  private static final List<String> PATHS =
      List.of("/proxies", "/proxies/main", "/proxies/main/rules", "/journal", "/metrics");

  private static final List<String> COMMANDS =
      List.of("inspect main --json", "list --json", "rules show main");

  /** Runs a proxy that says as much as it can, until {@code talk} is done. */
  void run(Consumer<Ready> talk, int backend, String protocol, String... rules) throws IOException {
    List<String> arguments = new ArrayList<>();
    for (String rule : rules) {
      arguments.addAll(List.of("--rule", rule));
    }
    arguments.addAll(List.of("--backend", "127.0.0.1:" + backend));
    arguments.addAll(List.of("--proxy", "127.0.0.1:0", "--protocol", protocol));
    arguments.addAll(List.of("--http", "--http-port", "0", "--log-level", "trace"));
    arguments.addAll(List.of("--log-output", folder.resolve("log").toString(), "--log-faults"));
    arguments.addAll(List.of("--proxy-metrics"));
    arguments.addAll(List.of("--journal", folder.resolve("journal").toString()));
    arguments.addAll(List.of("--exchanges", folder.resolve("exchanges").toString()));
    AtomicReference<CompletableFuture<String>> followed = new AtomicReference<>();
    Consumer<Ready> talkAndFollow =
        ready -> {
          StringBuffer heard = new StringBuffer();
          followed.set(follow(ready, heard));
          talk.accept(ready);
          waitFor(heard, "data: {");
        };
    try (Collector collector = new Collector()) {
      arguments.addAll(List.of("--otel", collector.url()));
      Ran ran = Ran.command(new RunCommand(talkAndFollow), arguments.toArray(String[]::new));
      Files.writeString(folder.resolve("said"), ran.out() + ran.err());
      collector
          .sent()
          .forEach((path, sent) -> write(folder.resolve("otel" + path.replace('/', '-')), sent));
    }
    Files.writeString(folder.resolve("exchanges-sent"), followed.get().join());
    showExchanges();
  }

  /** Follows exchanges until the server ends; completes with what it has sent. */
  private static CompletableFuture<String> follow(Ready ready, StringBuffer heard) {
    String url = "http://" + Address.of(ready.control().orElseThrow()) + "/exchanges";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).header("Accept", "text/event-stream").build();
    try {
      InputStream sent =
          HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.ofInputStream())
              .body();
      return CompletableFuture.supplyAsync(() -> whole(sent, heard));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static String whole(InputStream sent, StringBuffer heard) {
    try (Reader reader = new InputStreamReader(sent, StandardCharsets.UTF_8)) {
      char[] some = new char[8_192];
      for (int count = reader.read(some); count >= 0; count = reader.read(some)) {
        heard.append(some, 0, count);
      }
    } catch (IOException serverEnded) {
      // What came before counts.
    }
    return heard.toString();
  }

  private static void waitFor(StringBuffer heard, String text) {
    try {
      assertThat(Waiting.until(() -> heard.indexOf(text) >= 0)).isTrue();
    } catch (Exception stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  /** Keeps how the command shows the exchanges of the file. */
  private void showExchanges() throws IOException {
    String lines = exchanges();
    String count = Long.toString(lines.lines().count());
    try (RecordingServer server = new RecordingServer()) {
      server.replyAlways(200, lines);
      String[] command = {"exchanges", "--count", count, "--host", server.url()};
      Files.writeString(folder.resolve("exchanges-columns"), Ran.galopin(command).out());
      Files.writeString(folder.resolve("exchanges-shown"), Ran.onTerminal(command).out());
    }
  }

  /** Keeps what the control API and its commands say now. */
  void ask(Ready ready, String moment) throws IOException {
    String url = "http://" + Address.of(ready.control().orElseThrow());
    HttpClient client = HttpClient.newHttpClient();
    for (String path : PATHS) {
      try {
        HttpResponse<String> said =
            client.send(
                HttpRequest.newBuilder(URI.create(url + path)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(said.statusCode()).as(path).isEqualTo(200);
        Files.writeString(folder.resolve(moment + path.replace('/', '-')), said.body());
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    }
    for (String command : COMMANDS) {
      Ran ran = Ran.galopin((command + " --host " + url).split(" "));
      assertThat(ran.exitCode()).as(ran.err()).isZero();
      Files.writeString(
          folder.resolve(moment + "-" + command.split(" ")[0]), ran.out() + ran.err());
    }
  }

  /** Returns all of it, file by file; none is empty. */
  List<String> texts() throws IOException {
    try (var files = Files.list(folder)) {
      List<String> texts = files.map(EveryOutput::text).toList();
      assertThat(texts).hasSizeGreaterThan(9 + PATHS.size() + COMMANDS.size() - 1);
      assertThat(texts).noneMatch(String::isBlank);
      assertThat(text(folder.resolve("exchanges-sent"))).contains("data: {");
      assertThat(text(folder.resolve("otel-v1-traces"))).contains("galopin.connection");
      assertThat(text(folder.resolve("otel-v1-metrics"))).contains("galopin.exchanges");
      return texts;
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Returns the log. */
  String log() {
    return text(folder.resolve("log"));
  }

  /** Returns the file of exchanges. */
  String exchanges() {
    return text(folder.resolve("exchanges"));
  }

  /** Returns the file of the journal. */
  String journal() {
    return text(folder.resolve("journal"));
  }
}
