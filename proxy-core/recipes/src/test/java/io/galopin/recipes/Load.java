package io.galopin.recipes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sends requests at a steady rate and keeps a log of its own. */
final class Load {

  private static final int WARM_UPS = 30;
  private static final Duration EVERY = Duration.ofMillis(40);

  /**
   * A request with its reply.
   *
   * @param sent on the scale of {@link System#nanoTime}
   * @param answered the same
   * @param status of the reply; 0 if there was none
   */
  record Call(long sent, long answered, int status) {}

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpRequest request;
  private final List<CompletableFuture<Call>> calls =
      Collections.synchronizedList(new ArrayList<>());
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  Load(URI target) {
    this.request = HttpRequest.newBuilder(target).build();
  }

  /** Sends some requests that are not in the log, one after the other. */
  void warmUp() throws IOException, InterruptedException {
    for (int i = 0; i < WARM_UPS; i++) {
      client.send(request, BodyHandlers.discarding());
    }
  }

  void start() {
    timer.scheduleAtFixedRate(this::send, 0, EVERY.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void send() {
    long sent = System.nanoTime();
    calls.add(
        client
            .sendAsync(request, BodyHandlers.discarding())
            .handle(
                (reply, failed) ->
                    new Call(sent, System.nanoTime(), failed == null ? reply.statusCode() : 0)));
  }

  /** Sends nothing more. */
  void stop() {
    timer.shutdown();
  }

  /** Returns all calls, when the last one is answered. */
  List<Call> log() throws InterruptedException {
    stop();
    if (!timer.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("the load does not end");
    }
    return calls.stream().map(CompletableFuture::join).toList();
  }
}
