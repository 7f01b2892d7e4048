package io.galopin.live;

import io.galopin.engine.Catalog;
import io.galopin.engine.Engine;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.journal.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Gives the proxies of a running engine other versions of their plugins. Waits for turns, calls
 * plugins and event loops, so call it on threads that may block. Thread-safe.
 */
public final class Renewals {

  private static final int PATIENCE_SECONDS = 1;

  private final Live live;
  private final Engine engine;

  /** Renews the proxies of an engine that {@code live} changes. */
  public Renewals(Live live) {
    this.live = live;
    this.engine = live.engine();
  }

  /**
   * Makes again what was made by replaced plugins, with the same options: in all proxies, or in
   * none. Connections go on; what has begun ends with the versions that it began with.
   *
   * @param catalog the plugins that there are from now on
   * @param swap called when no proxy needs anything that is gone, before the first one changes;
   *     from then on, others must not use the replaced plugins
   * @throws PluginNeeded if a proxy needs what is gone, or its options are refused; nothing has
   *     changed
   */
  public void renew(Replaced replaced, Catalog catalog, Runnable swap) {
    Renewal renewal = new Renewal(replaced, catalog);
    List<String> names = engine.proxies().stream().map(proxy -> proxy.spec().name()).toList();
    live.turns()
        .inTurn(
            names,
            () -> {
              List<Runnable> changes = new ArrayList<>();
              for (Proxy proxy : engine.proxies()) {
                changes.add(renewed(proxy, renewal));
              }
              live.impairments().mixesBefore().forEach(mix -> changes.add(renewed(mix, renewal)));
              swap.run();
              changes.forEach(Runnable::run);
              return true;
            });
  }

  /**
   * Writes into the journal which plugins there are from now on.
   *
   * @param changed names and versions, for people
   */
  public void tell(String changed) {
    engine.journal().write("", new Event.PluginsChanged(changed));
  }

  @SuppressWarnings("ReferenceEquality") // a proxy that stays is the same object
  private static Runnable renewed(Proxy proxy, Renewal renewal) {
    ProxySpec now = proxy.spec();
    ProxySpec fresh = renewal.of(now);
    return fresh == now ? () -> {} : () -> proxy.plugins().renew(fresh);
  }

  private static Runnable renewed(MixBefore mix, Renewal renewal) {
    try {
      return mix.renewed(renewal);
    } catch (Throwable wrong) {
      throw new PluginNeeded(
          mix.proxy().spec().name(),
          "the behaviors that it had before those of now, which end: " + PluginNeeded.told(wrong));
    }
  }

  /**
   * Whether a proxy or a connection uses one of these protocols, behaviors and toxics. Proxies that
   * still do, because they were opened or changed during a {@link #renew}, are renewed.
   *
   * @param instances also called on event loops
   * @return true if that is unknown
   */
  public boolean areUsed(Predicate<Object> instances, Replaced replaced, Catalog catalog) {
    if (live.isClosed()) {
      // The proxies are being closed, and no longer known.
      return true;
    }
    for (Proxy proxy : engine.proxies()) {
      if (proxy.spec().uses(instances)) {
        renewLate(proxy, replaced, catalog);
      }
    }
    if (live.impairments().mixesBefore().stream().anyMatch(mix -> mix.uses(instances))) {
      return true;
    }
    List<CompletableFuture<Boolean>> answers =
        engine.proxies().stream().map(proxy -> proxy.plugins().uses(instances)).toList();
    return answers.stream().anyMatch(Renewals::isYes);
  }

  private void renewLate(Proxy proxy, Replaced replaced, Catalog catalog) {
    live.turns()
        .inTurn(
            List.of(proxy.spec().name()),
            () -> {
              try {
                renewed(proxy, new Renewal(replaced, catalog)).run();
              } catch (PluginNeeded goesOn) {
                // It keeps the old version for as long as it is configured.
                return false;
              }
              return true;
            });
  }

  private static boolean isYes(CompletableFuture<Boolean> answer) {
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      return true;
    } catch (ExecutionException | TimeoutException unknown) {
      return true;
    }
  }
}
