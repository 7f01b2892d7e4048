package io.galopin.app.run;

import io.galopin.engine.Catalog;
import io.galopin.live.Renewals;
import io.galopin.live.Replaced;
import io.galopin.plugin.host.FormerJar;
import io.galopin.plugin.host.PluginHost;
import io.galopin.plugin.host.PluginKind;
import io.galopin.plugin.host.PluginName;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unloads JARs that were replaced or removed, as soon as nothing uses them any more. Looks for that
 * from time to time, on a thread that exists only while there are such JARs. Thread-safe.
 */
final class FormerPlugins implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(FormerPlugins.class);

  private static final long FIRST_LOOK_MILLIS = 50;
  private static final long LAST_LOOK_MILLIS = 2_000;

  private final PluginHost host;
  private final Runnable unloaded;
  private final ScheduledThreadPoolExecutor looks;

  /**
   * @param unloaded called after one was
   */
  FormerPlugins(PluginHost host, Runnable unloaded) {
    this.host = host;
    this.unloaded = unloaded;
    this.looks =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "galopin-plugins");
              thread.setDaemon(true);
              return thread;
            });
    looks.setKeepAliveTime(1, TimeUnit.SECONDS);
    looks.allowCoreThreadTimeOut(true);
  }

  /** Unloads now what nothing uses, and the others later. */
  void unload(Renewals renewals, Supplier<Catalog> catalog) {
    look(renewals, catalog);
    if (!host.former().isEmpty()) {
      again(renewals, catalog, FIRST_LOOK_MILLIS);
    }
  }

  /** Does work soon, on the same thread. */
  void soon(Runnable work) {
    if (!looks.isShutdown()) {
      looks.execute(work);
    }
  }

  private void again(Renewals renewals, Supplier<Catalog> catalog, long millis) {
    if (looks.isShutdown()) {
      return;
    }
    looks.schedule(
        () -> {
          look(renewals, catalog);
          if (!host.former().isEmpty()) {
            again(renewals, catalog, Math.min(2 * millis, LAST_LOOK_MILLIS));
          }
        },
        millis,
        TimeUnit.MILLISECONDS);
  }

  private synchronized void look(Renewals renewals, Supplier<Catalog> catalog) {
    for (FormerJar jar : host.former()) {
      try {
        if (!renewals.areUsed(jar::made, replaced(jar.loaded().brings()), catalog.get())) {
          host.unload(jar);
          log.info("{}: unloaded, nothing uses it any more", jar);
          unloaded.run();
        }
      } catch (RuntimeException | Error broken) {
        log.warn("{}: cannot be unloaded yet: {}", jar, broken.toString());
      }
    }
  }

  /** Returns plugins of these names, as replaced. */
  static Replaced replaced(Collection<PluginName> names) {
    return new Replaced(
        of(names, PluginKind.PROTOCOL),
        of(names, PluginKind.BEHAVIOR),
        of(names, PluginKind.TOXIC));
  }

  private static Set<String> of(Collection<PluginName> names, PluginKind kind) {
    return names.stream()
        .filter(name -> name.kind() == kind)
        .map(PluginName::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Looks no more. */
  @Override
  public void close() {
    looks.shutdownNow();
  }
}
