package io.galopin.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.Proxy;
import io.galopin.engine.journal.Journal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests that {@code 20:delay} delays 20 % of the requests, however they are spread over
 * connections.
 */
class ShareTest {

  private static final int REQUESTS = 1000;

  private final Stand stand = new Stand(42);
  private final WebServer server;
  private Proxy proxy;

  ShareTest() throws Exception {
    server = new WebServer();
    proxy = open();
  }

  private Proxy open() {
    return stand.open(
        "web",
        server.address(),
        "protocol = http, behaviors { delay { weight = 20, sleep = 1 ms } }");
  }

  @BeforeEach
  void reopen() {
    proxy.close().join();
    proxy = open();
  }

  @AfterEach
  void close() throws Exception {
    stand.close();
    server.close();
  }

  private void everyFifthWasTouched() {
    assertThat(server.requests).hasValue(REQUESTS);
    List<Journal.Entry> faults = stand.faults();
    assertThat(faults).hasSizeBetween(160, 240);
    assertThat(faults)
        .allSatisfy(
            fault -> {
              assertThat(fault.plugin()).isEqualTo("delay");
              assertThat(fault.decision()).isEqualTo("delay 1 ms");
              assertThat(fault.request()).startsWith("GET /item/");
            });
  }

  @Test
  void onOneConnectionThatIsKeptAlive() throws Exception {
    try (CloseableHttpClient client = HttpClients.createDefault()) {
      get(client, REQUESTS);
    }
    everyFifthWasTouched();
    assertThat(stand.faults()).extracting(Journal.Entry::connection).containsOnly(1L);
  }

  @Test
  void onAConnectionForEachRequest() throws Exception {
    PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager();
    try (CloseableHttpClient client =
        HttpClients.custom()
            .setConnectionManager(pool)
            .setConnectionReuseStrategy((request, response, context) -> false)
            .build()) {
      get(client, REQUESTS);
    }
    everyFifthWasTouched();
    assertThat(stand.faults()).extracting(Journal.Entry::exchange).containsOnly(1L);
  }

  @Test
  void onFiftyConnectionsAtOnce() {
    HttpClient client = HttpClient.newHttpClient();
    Semaphore fifty = new Semaphore(50);
    List<CompletableFuture<Integer>> replies =
        IntStream.range(0, REQUESTS)
            .mapToObj(
                i -> {
                  fifty.acquireUninterruptibly();
                  return client
                      .sendAsync(
                          HttpRequest.newBuilder(URI.create(Stand.url(proxy, "/item/" + i)))
                              .build(),
                          HttpResponse.BodyHandlers.discarding())
                      .whenComplete((reply, failure) -> fifty.release())
                      .thenApply(HttpResponse::statusCode);
                })
            .toList();
    assertThat(replies).allSatisfy(reply -> assertThat(reply.join()).isEqualTo(200));
    everyFifthWasTouched();
  }

  private void get(CloseableHttpClient client, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      int status =
          client.execute(
              new HttpGet(Stand.url(proxy, "/item/" + i)),
              reply -> {
                EntityUtils.consume(reply.getEntity());
                return reply.getCode();
              });
      assertThat(status).isEqualTo(200);
    }
  }
}
