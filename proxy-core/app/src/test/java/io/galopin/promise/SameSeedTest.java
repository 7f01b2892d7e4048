package io.galopin.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class SameSeedTest {

  @Test
  void theSameSeedGivesTheSameJournalAndAnotherSeedAnother() throws Exception {
    try (WebServer server = new WebServer()) {
      List<String> first = run(server, 7);
      assertThat(first).hasSizeGreaterThan(20);
      assertThat(run(server, 7)).isEqualTo(first);
      assertThat(run(server, 8)).isNotEqualTo(first);
    }
  }

  /** What happened, without times. */
  private static List<String> run(WebServer server, long seed) throws Exception {
    try (Stand stand = new Stand(seed)) {
      Proxy proxy =
          stand.open(
              "web",
              server.address(),
              "protocol = http, behaviors { delay { weight = 20, sleep = 1 ms }, error = 20 }");
      HttpClient client = HttpClient.newHttpClient();
      for (int i = 0; i < 100; i++) {
        client.send(
            HttpRequest.newBuilder(URI.create(Stand.url(proxy, "/" + i))).build(),
            HttpResponse.BodyHandlers.discarding());
      }
      return stand.engine.journal().after(0, 1000).stream()
          .map(
              entry ->
                  String.join(
                      " ",
                      entry.proxy(),
                      "#" + entry.connection(),
                      "#" + entry.exchange(),
                      entry.direction().toString(),
                      entry.plugin(),
                      entry.decision(),
                      entry.request()))
          .toList();
    }
  }
}
