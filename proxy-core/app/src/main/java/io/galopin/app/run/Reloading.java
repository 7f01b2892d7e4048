package io.galopin.app.run;

import io.galopin.config.GalopinConfig;
import io.galopin.control.Reloads;
import io.galopin.engine.Catalog;
import io.galopin.engine.Engine;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.live.Live;
import io.galopin.live.Merge;
import io.galopin.live.Reload;
import io.galopin.live.Turns.Turn;
import io.galopin.rules.source.ConfigProblem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration again and changes what differs from when it was last read. One reload is
 * made after the other, on a thread of its own. Thread-safe.
 */
final class Reloading implements Reloads, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Reloading.class);

  /** How many reloads may wait. */
  private static final int MOST_WAITING = 16;

  private static final int PATIENCE_SECONDS = 10;

  private static final int CLOSING_SECONDS = 2;

  private final ConfigSource source;
  private final GalopinConfig first;
  private final Supplier<Catalog> catalog;
  private final Engine engine;
  private final Live live;
  private final BiConsumer<GalopinConfig, List<ProxySpec>> then;
  private final ThreadPoolExecutor worker;
  private final ListenHosts hosts = new ListenHosts();

  /** What was configured last. Used on the worker's thread. */
  private List<ProxySpec> configured;

  /**
   * @param first the configuration with which the process was started
   * @param configured its proxies
   * @param catalog the plugins that are installed now
   * @param then receives each new configuration, and its proxies
   */
  Reloading(
      ConfigSource source,
      GalopinConfig first,
      List<ProxySpec> configured,
      Supplier<Catalog> catalog,
      Engine engine,
      Live live,
      BiConsumer<GalopinConfig, List<ProxySpec>> then) {
    this.source = source;
    this.first = first;
    this.configured = inert(configured);
    this.catalog = catalog;
    this.engine = engine;
    this.live = live;
    this.then = then;
    this.worker =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            work -> {
              Thread thread = new Thread(work, "galopin-reload");
              thread.setDaemon(true);
              return thread;
            });
    worker.allowCoreThreadTimeOut(true);
  }

  @Override
  public CompletableFuture<List<String>> reload() {
    return begun(true);
  }

  /** Reads it again, and says nothing if it is the same as before. */
  void reloadIfChanged() {
    begun(false);
  }

  private CompletableFuture<List<String>> begun(boolean asked) {
    CompletableFuture<List<String>> done = new CompletableFuture<>();
    try {
      worker.execute(
          () -> {
            try {
              done.complete(logged(asked));
            } catch (RuntimeException | Error failure) {
              done.completeExceptionally(failure);
            }
          });
    } catch (RejectedExecutionException full) {
      done.completeExceptionally(
          new IllegalStateException(
              "too many reloads are waiting, so nothing was changed (expected: a retry later)"));
    }
    return done;
  }

  private List<String> logged(boolean asked) {
    try {
      List<String> lines = changed();
      if (lines.isEmpty() && asked) {
        log.info("{} was read again: nothing differs", source.file());
      }
      lines.forEach(line -> log.info("{} was read again: {}", source.file(), line));
      return lines;
    } catch (ConfigProblem wrong) {
      wrong.lines().forEach(line -> log.error("nothing has changed: {}", line));
      throw wrong;
    } catch (RuntimeException | Error failure) {
      log.error("nothing has changed: {}: {}", source.file(), failure.getMessage());
      throw failure;
    }
  }

  private List<String> changed() {
    GalopinConfig config = source.read().get();
    List<ProxySpec> wanted = config.specs(catalog.get());
    Set<String> names = new LinkedHashSet<>();
    configured.forEach(spec -> names.add(spec.name()));
    wanted.forEach(spec -> names.add(spec.name()));
    // Before the turn, in which others would wait, too.
    hosts.lookUp(wanted, configured);
    Turn turn = turn(names);
    List<String> lines;
    try {
      // Others may change meanwhile.
      List<ProxySpec> now =
          engine.proxies().stream()
              .map(Proxy::spec)
              .filter(spec -> names.contains(spec.name()))
              .toList();
      lines = new ArrayList<>(new Reload(live).make(Merge.plan(configured, now, wanted)));
    } finally {
      live.turns().end(turn);
    }
    configured = inert(wanted);
    then.accept(config, configured);
    first
        .fixedThatDiffer(config)
        .forEach(name -> lines.add(name + ": changed; it applies at the next start"));
    return lines;
  }

  /** Plugins may be replaced, and what was configured once is not to keep them. */
  private static List<ProxySpec> inert(List<ProxySpec> specs) {
    return specs.stream().map(ProxySpec::inert).toList();
  }

  private Turn turn(Set<String> names) {
    CompletableFuture<Turn> next = live.turns().next(names);
    try {
      return next.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException late) {
      next.thenAccept(live.turns()::end);
      throw new IllegalStateException(
          "earlier changes have not finished for "
              + PATIENCE_SECONDS
              + " s, so nothing was changed (expected: a retry later)",
          late);
    } catch (InterruptedException end) {
      next.thenAccept(live.turns()::end);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the process ends, so nothing was changed", end);
    }
  }

  /** Lets no more reload begin, and waits for the one under way. */
  @Override
  public void close() {
    worker.shutdownNow();
    hosts.close();
    try {
      if (!worker.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        log.debug("a reload does not end");
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
