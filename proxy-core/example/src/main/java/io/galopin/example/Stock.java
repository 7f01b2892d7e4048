package io.galopin.example;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks the warehouse over HTTP what it has in stock. */
final class Stock {

  private static final int TRIES = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final URI warehouse;
  private final HttpClient http = HttpClient.newHttpClient();

  Stock(String host, int port) {
    warehouse = URI.create("http://" + host + ":" + port);
  }

  /**
   * Returns how many pieces there are of an article. Retries a few times if the warehouse has
   * trouble.
   */
  int of(String article) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(warehouse.resolve("/stock/" + article)).timeout(PATIENCE).build();
    int attempt = 1;
    while (true) {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() == 200) {
        return Integer.parseInt(response.body());
      }
      if (attempt++ == TRIES) {
        throw new IOException("warehouse: status " + response.statusCode());
      }
    }
  }
}
