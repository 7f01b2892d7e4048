package io.galopin.control;

import io.galopin.engine.descriptor.Descriptors;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the names on which proxies are to listen before a change is made, so that the change
 * itself does not wait for a name server. The JVM keeps an answer for some seconds. Only one thread
 * asks for a name, no matter how many wait for it. The thread ends with the answer. Thread-safe.
 */
final class ListenNames {

  /** How long an answer counts: less than the ten seconds for which the JVM keeps a failed one. */
  private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();

  private static final int MOST_REMEMBERED = 1_000;
  private static final String LOCALHOST = "localhost";

  /** Asks the system, which may be slow. */
  @FunctionalInterface
  interface Resolver {
    InetAddress find(String host) throws UnknownHostException;
  }

  private final Resolver resolver;
  private final Duration patience;

  /** How many names may be looked up at once, besides this machine's own. */
  private final Semaphore threads = new Semaphore(Descriptors.ofThisProcess().forNames());

  private final Map<String, CompletableFuture<Void>> asked = new ConcurrentHashMap<>();

  /** When a name was answered, in {@link System#nanoTime}. */
  private final Map<String, Long> answered = new ConcurrentHashMap<>();

  ListenNames(Resolver resolver, Duration patience) {
    this.resolver = resolver;
    this.patience = patience;
  }

  /**
   * Completes when all names have an answer, even if that is that they are unknown. Fails with an
   * {@link IOException} that names those that were given up.
   */
  CompletableFuture<Void> answered(Collection<String> hosts) {
    List<CompletableFuture<Void>> answers = hosts.stream().distinct().map(this::answered).toList();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
  }

  /**
   * Completes when each name has an answer or was given up. Returns those that were given up, each
   * with a sentence.
   */
  CompletableFuture<Map<String, String>> unanswered(Collection<String> hosts) {
    Map<String, String> problems = new ConcurrentHashMap<>();
    return CompletableFuture.allOf(
            hosts.stream()
                .distinct()
                .map(
                    host ->
                        answered(host)
                            .exceptionally(
                                failure -> {
                                  problems.put(host, sentence(failure));
                                  return null;
                                }))
                .toArray(CompletableFuture[]::new))
        .thenApply(all -> problems);
  }

  /** Returns the message of a failed look-up. */
  static String sentence(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return String.valueOf(cause.getMessage());
  }

  private CompletableFuture<Void> answered(String host) {
    Long before = answered.get(host);
    if (host.isEmpty()
        || NetUtil.isValidIpV4Address(host)
        || host.indexOf(':') >= 0
        || (before != null && System.nanoTime() - before < FRESH_NANOS)) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> answer = asked.computeIfAbsent(host, this::ask);
    if (answer == null) {
      return failed(host, "too many names that have no answer yet are looked up");
    }
    return answer
        .copy()
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(
            late -> failed(host, "i/o timeout after " + patience.toMillis() + " ms"));
  }

  private static CompletableFuture<Void> failed(String host, String why) {
    return CompletableFuture.failedFuture(new IOException(ListenErrors.lookup(host, why)));
  }

  /** Returns null if too many look-ups are running. */
  private @Nullable CompletableFuture<Void> ask(String host) {
    boolean counted = !host.equalsIgnoreCase(LOCALHOST);
    if (counted && !threads.tryAcquire()) {
      return null;
    }
    CompletableFuture<Void> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                resolver.find(host);
              } catch (UnknownHostException unknown) {
                // This is an answer, too: listening will report it.
              } finally {
                if (counted) {
                  threads.release();
                }
                remember(host);
                asked.remove(host);
                answer.complete(null);
              }
            },
            "galopin-control-name");
    thread.setDaemon(true);
    thread.start();
    return answer;
  }

  private void remember(String host) {
    if (answered.size() >= MOST_REMEMBERED) {
      answered.clear();
    }
    answered.put(host, System.nanoTime());
  }
}
