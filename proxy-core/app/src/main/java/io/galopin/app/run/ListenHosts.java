package io.galopin.app.run;

import io.galopin.engine.ProxySpec;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Looks up the names on which proxies are to listen, so that a change that nobody else may disturb
 * does not wait for a name server: the JVM keeps the answers for some seconds. Only one thread ever
 * waits for a name server. Thread-safe.
 */
final class ListenHosts implements AutoCloseable {

  /** As long as a call of the control API waits. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Asks a name server. */
  interface Lookup {
    void of(String host) throws UnknownHostException;
  }

  private final Lookup lookup;
  private final Duration patience;
  private final ThreadPoolExecutor thread;

  ListenHosts() {
    this(InetAddress::getAllByName, PATIENCE);
  }

  ListenHosts(Lookup lookup, Duration patience) {
    this.lookup = lookup;
    this.patience = patience;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread made = new Thread(work, "galopin-reload-names");
              made.setDaemon(true);
              return made;
            });
    thread.allowCoreThreadTimeOut(true);
  }

  /**
   * Returns when the names are known, or have no address, which binding says better.
   *
   * @param now names that are in use need no look-up
   * @throws IllegalStateException if the name server takes too long
   */
  void lookUp(Collection<ProxySpec> wanted, Collection<ProxySpec> now) {
    Set<String> known = hosts(now);
    List<String> asked =
        hosts(wanted).stream().filter(host -> !host.isEmpty() && !known.contains(host)).toList();
    if (asked.isEmpty()) {
      return;
    }
    CompletableFuture<Void> answer = CompletableFuture.runAsync(() -> find(asked), thread);
    try {
      answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException late) {
      answer.cancel(false);
      throw new IllegalStateException(
          "listen: no answer about "
              + String.join(", ", asked)
              + " from the name server for "
              + patience.toMillis() / 1000.0
              + " s, so nothing was changed (expected: an address, or a retry later)",
          late);
    } catch (InterruptedException end) {
      answer.cancel(false);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the process ends, so nothing was changed", end);
    }
  }

  private static Set<String> hosts(Collection<ProxySpec> proxies) {
    return proxies.stream().map(spec -> spec.listen().host()).collect(Collectors.toSet());
  }

  private void find(List<String> hosts) {
    for (String host : hosts) {
      try {
        lookup.of(host);
      } catch (UnknownHostException none) {
        // Said by the proxy that cannot listen there.
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
