package io.galopin.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gibibyte each way through a Galopin of its own, in a process with a small heap. */
class LargeTransferTest {

  private static final long GIBIBYTE = 1L << 30;

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "http"})
  void aGibibyteEachWayPassesWith64MebibytesOfHeap(String protocol) throws Exception {
    try (WebServer server = new WebServer();
        SmallGalopin galopin = SmallGalopin.start(protocol, server.address().toString())) {
      HttpClient client = HttpClient.newHttpClient();
      HttpResponse<InputStream> download =
          client.send(
              HttpRequest.newBuilder(galopin.uri("/bytes/" + GIBIBYTE)).build(),
              HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = download.body()) {
        assertThat(Pattern.checksum(body)).isEqualTo(Pattern.checksum(GIBIBYTE));
      }
      HttpResponse<String> upload =
          client.send(
              HttpRequest.newBuilder(galopin.uri("/sum/"))
                  .POST(HttpRequest.BodyPublishers.ofInputStream(() -> Pattern.stream(GIBIBYTE)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(upload.body()).isEqualTo(GIBIBYTE + " " + Pattern.checksum(GIBIBYTE));
    }
  }

  /** Galopin in a JVM of its own. */
  private record SmallGalopin(Process process, int port) implements AutoCloseable {

    static SmallGalopin start(String protocol, String backend) throws IOException {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx64m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "io.galopin.app.Main",
                  "--protocol",
                  protocol,
                  "--proxy",
                  "127.0.0.1:0",
                  "--backend",
                  backend)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        int address = line.indexOf("127.0.0.1:");
        if (address >= 0) {
          return new SmallGalopin(process, port(line.substring(address + "127.0.0.1:".length())));
        }
      }
      throw new IOException("it ended before it listened");
    }

    private static int port(String text) {
      return Integer.parseInt(text.split("[^0-9]", 2)[0]);
    }

    URI uri(String path) {
      return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() throws InterruptedException {
      process.destroy();
      assertThat(process.waitFor()).isZero();
    }
  }
}
