package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.galopin.app.run.Ready;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A run in this JVM to which tests talk while it goes on. */
final class RunHere {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a test does when the run is ready. */
  interface Story {
    void tell(Ready ready) throws Exception;
  }

  private RunHere() {}

  /** Writes a configuration with the control API on any port, and this besides. */
  static Path config(Path folder, String besides) throws IOException {
    return Files.writeString(
        folder.resolve("my.conf"),
        "galopin {\n  http { enabled = true, host = \"127.0.0.1\", port = 0 }\n"
            + besides
            + "\n}\n");
  }

  /** Runs with a configuration until the story is over; the run must end without complaint. */
  static Ran with(Path config, Story story, String... more) {
    List<String> words = new ArrayList<>(List.of("--config", config.toString()));
    words.addAll(List.of(more));
    Ran ran =
        Ran.command(
            new RunCommand(
                Map.of(),
                ready -> {
                  try {
                    story.tell(ready);
                  } catch (Exception failed) {
                    throw new AssertionError(failed);
                  }
                }),
            words.toArray(String[]::new));
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    return ran;
  }

  /** Calls the control API of a run. */
  static HttpResponse<String> call(Ready ready, String method, String path, String body) {
    try {
      URI uri = URI.create("http:/" + ready.control().orElseThrow() + path);
      return CLIENT.send(
          HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body)).build(),
          BodyHandlers.ofString());
    } catch (IOException | InterruptedException failed) {
      throw new AssertionError(failed);
    }
  }

  /** Calls the control API of a run, which must agree; returns what it answers. */
  static JsonNode ask(Ready ready, String method, String path, String body) {
    HttpResponse<String> reply = call(ready, method, path, body);
    assertThat(reply.statusCode()).as(reply.body()).isBetween(200, 299);
    try {
      return JSON.readTree(reply.body());
    } catch (IOException failed) {
      throw new AssertionError(reply.body(), failed);
    }
  }
}
