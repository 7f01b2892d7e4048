package io.galopin.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transfers much data both ways through a Galopin in a separate process with a small heap. */
class LargeTransferTest {

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "http"})
  void twiceTheHeapPassesEachWay(String protocol) throws Exception {
    passes(128L << 20, protocol);
  }

  @Tag("thorough")
  @ParameterizedTest
  @ValueSource(strings = {"tcp", "http"})
  void aGibibyteEachWayPassesWith64MebibytesOfHeap(String protocol) throws Exception {
    passes(1L << 30, protocol);
  }

  private static void passes(long length, String protocol) throws Exception {
    try (WebServer server = new WebServer();
        SmallGalopin galopin =
            SmallGalopin.start(
                "--protocol",
                protocol,
                "--proxy",
                "127.0.0.1:0",
                "--backend",
                server.address().toString())) {
      HttpClient client = HttpClient.newHttpClient();
      HttpResponse<InputStream> download =
          client.send(
              HttpRequest.newBuilder(galopin.uri("main", "/bytes/" + length)).build(),
              HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = download.body()) {
        assertThat(Pattern.checksum(body)).isEqualTo(Pattern.checksum(length));
      }
      HttpResponse<String> upload =
          client.send(
              HttpRequest.newBuilder(galopin.uri("main", "/sum/"))
                  .POST(HttpRequest.BodyPublishers.ofInputStream(() -> Pattern.stream(length)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(upload.body()).isEqualTo(length + " " + Pattern.checksum(length));
    }
  }
}
