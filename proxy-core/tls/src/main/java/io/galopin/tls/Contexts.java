package io.galopin.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLException;

/**
 * The contexts of one end, made when they are first asked for, and the threads on which its
 * handshakes do what is slow. What clients have resumable sessions of is one context, so those of
 * another never know them. Thread-safe.
 *
 * @param <K> what tells them apart
 */
final class Contexts<K> {

  /** More than there are combinations in use. Older ones stay alive as long as their handlers. */
  private static final int MOST = 100;

  /** Resumable sessions of one context. */
  private static final int MOST_SESSIONS = 1000;

  private static final long SESSION_SECONDS = TimeUnit.HOURS.toSeconds(1);
  private static final int MOST_THREADS = 4;
  private static final long IDLE_SECONDS = 10;

  private final Function<K, SslContextBuilder> builders;
  private final Recent<K, SslContext> made = new Recent<>(MOST);
  private final Executor tasks;

  Contexts(String name, Function<K, SslContextBuilder> builders) {
    this.builders = builders;
    this.tasks = tasks(name);
  }

  /** Threads of this end alone, which end when there is nothing to do. */
  private static Executor tasks(String name) {
    int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            // As many as there are connections in a handshake, which others bound.
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread =
                  new Thread(work, "galopin-tls-" + name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Where handshakes do what takes longer. */
  Executor tasks() {
    return tasks;
  }

  /** Returns the context; takes about a millisecond if it is the first time. */
  SslContext get(K key) {
    synchronized (made) {
      return made.find(key).orElseGet(() -> make(key));
    }
  }

  private SslContext make(K key) {
    SslContext context = makeApart(key);
    made.put(key, context);
    return context;
  }

  /** Returns another one, which clients never meet. */
  SslContext makeApart(K key) {
    try {
      return builders
          .apply(key)
          .sessionCacheSize(MOST_SESSIONS)
          .sessionTimeout(SESSION_SECONDS)
          .build();
    } catch (SSLException | IllegalArgumentException wrong) {
      throw new TlsConfigException("TLS cannot be set up: " + wrong.getMessage());
    }
  }

  /** Forgets all, so that no session is resumed that began before. */
  void clear() {
    made.clear();
  }

  /**
   * Says versions, suites and application protocols of a context.
   *
   * @param none what happens if the peer offers no protocol of {@code alpn}
   */
  static SslContextBuilder with(
      SslContextBuilder builder, Suites suites, List<String> alpn, SelectorFailureBehavior none) {
    builder.sslProvider(Provider.chosen()).protocols(suites.versions());
    if (!suites.ciphers().isEmpty()) {
      builder.ciphers(suites.ciphers());
    }
    if (!alpn.isEmpty()) {
      builder.applicationProtocolConfig(
          new ApplicationProtocolConfig(
              Protocol.ALPN, none, SelectedListenerFailureBehavior.ACCEPT, alpn));
    }
    return builder;
  }
}
