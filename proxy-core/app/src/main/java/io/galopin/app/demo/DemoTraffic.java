package io.galopin.app.demo;

import io.galopin.app.console.CommandFailure;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends the demo's requests one after the other on one kept-alive connection, with the JDK's HTTP
 * client, and looks up in the journal what was done to each.
 */
final class DemoTraffic {

  private static final Duration PACE = Duration.ofMillis(10);
  private static final Duration LONGEST_REPLY = Duration.ofSeconds(10);
  private static final int ENTRIES = 16;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Journal journal;
  private final String proxy;
  private final Address address;
  private long seen;

  /**
   * @param address where the proxy listens
   */
  DemoTraffic(Journal journal, String proxy, Address address) {
    this.journal = journal;
    this.proxy = proxy;
    this.address = address;
  }

  /**
   * Sends {@code count} requests.
   *
   * @param each called for each request when its reply has come
   * @throws CommandFailure if a request gets no reply
   */
  void send(int count, Consumer<Sample> each) throws InterruptedException {
    for (int number = 1; number <= count; number++) {
      each.accept(send(number));
      Thread.sleep(PACE.toMillis());
    }
  }

  private Sample send(int number) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + "/" + number))
            .timeout(LONGEST_REPLY)
            .build();
    try {
      long start = System.nanoTime();
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      Duration latency = Duration.ofNanos(System.nanoTime() - start);
      return new Sample(number, status, latency, faultOf(number));
    } catch (IOException failed) {
      throw CommandFailure.failed(
          Sample.label(number) + " through " + address + " got no reply: " + failed.getMessage());
    }
  }

  /** A fault is in the journal before the client sees its effect. */
  private Optional<String> faultOf(int number) {
    Optional<String> fault = Optional.empty();
    List<Journal.Entry> entries = journal.after(seen, ENTRIES);
    for (Journal.Entry entry : entries) {
      seen = entry.number();
      if (entry.origin() == Journal.Origin.INJECTED
          && entry.proxy().equals(proxy)
          && entry.request().equals(Sample.label(number))) {
        fault = Optional.of(entry.decision());
      }
    }
    return fault;
  }
}
