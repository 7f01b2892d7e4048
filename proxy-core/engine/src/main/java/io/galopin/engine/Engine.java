package io.galopin.engine;

import io.galopin.api.OptionException;
import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.loop.Chains;
import io.galopin.engine.loop.EventLoops;
import io.galopin.engine.socket.Address;
import io.galopin.engine.socket.ProxyMeter;
import io.galopin.engine.trace.ExchangeListeners;
import io.galopin.engine.trouble.PluginFailures;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs proxies. Thread-safe. */
public final class Engine implements AutoCloseable {

  private final EngineSettings settings;
  private final EngineParts parts;
  private final boolean ownLoops;
  private final Map<String, Proxy> proxies = new ConcurrentSkipListMap<>();
  private volatile boolean closed;

  /** Creates an engine with its own event loops. It does not listen yet. */
  public Engine(EngineSettings settings) {
    this(settings, EventLoops.start(settings.threads()), true);
  }

  /** Creates an engine on shared event loops, which it does not close. It does not listen yet. */
  public Engine(EngineSettings settings, EventLoops shared) {
    this(settings, shared, false);
  }

  private Engine(EngineSettings settings, EventLoops loops, boolean ownLoops) {
    this.settings = settings;
    this.ownLoops = ownLoops;
    this.parts =
        new EngineParts(
            settings.seed(),
            loops,
            new Journal(settings.clock(), settings.journalEntries()),
            new HeldMemory(settings.heldPerLink(), settings.heldInAll()),
            new PluginFailures(),
            new ExchangeListeners(settings.clock()));
  }

  /** Returns the seed of this run. */
  public long seed() {
    return settings.seed();
  }

  /**
   * Opens a proxy. Its listen address is resolved on the calling thread, which may block.
   *
   * @return completes when the proxy listens; fails with {@link IOException} if it cannot, or if
   *     the name is taken. After a failure nothing of it is left
   */
  public CompletableFuture<Proxy> open(ProxySpec spec) {
    Proxy proxy = new Proxy(this, spec);
    if (closed || proxies.putIfAbsent(spec.name(), proxy) != null) {
      return CompletableFuture.failedFuture(
          new IOException(spec.name() + (closed ? ": the engine is closed" : ": exists already")));
    }
    if (!spec.enabled()) {
      settings.watch().changed(proxy);
      return CompletableFuture.completedFuture(proxy);
    }
    return proxy
        .become(spec)
        .whenComplete(
            (listening, failure) -> {
              if (failure != null) {
                proxies.remove(spec.name(), proxy);
              }
            });
  }

  /**
   * Opens or changes several proxies, either all or none. All listen addresses are bound before any
   * proxy changes, including an address that another of these proxies gives up. A proxy that is
   * already as specified does not change, see {@link Proxy#become}. Listen addresses are resolved
   * on the calling thread, which may block.
   *
   * @param specs proxies with distinct names, which no other caller opens, changes, or closes
   *     meanwhile
   * @return the proxies in this order, once all have changed; fails with an {@link IOException}
   *     that names the first proxy that cannot change, with an {@link OptionException} as its cause
   *     if upstreams would form a loop. After a failure nothing has changed
   */
  public CompletableFuture<List<Proxy>> become(List<ProxySpec> specs) {
    Batch batch = new Batch(this);
    List<Proxy> added = new ArrayList<>();
    for (ProxySpec spec : specs) {
      Proxy proxy = proxies.get(spec.name());
      if (proxy == null) {
        proxy = new Proxy(this, spec);
        added.add(proxy);
      }
      batch.add(proxy, spec);
    }
    return batch.commit(
        () -> added.forEach(proxy -> proxies.put(proxy.spec().name(), proxy)), true);
  }

  /** Returns the proxies, sorted by name. */
  public Collection<Proxy> proxies() {
    return List.copyOf(proxies.values());
  }

  /** Returns the proxy of this name. */
  public Optional<Proxy> proxy(String name) {
    return Optional.ofNullable(proxies.get(name));
  }

  /** Returns the journal of faults. */
  public Journal journal() {
    return parts.journal();
  }

  /** Returns who is told of exchanges that are over. */
  public ExchangeListeners exchanges() {
    return parts.exchanges();
  }

  /** Returns the memory that is held now, in bytes. */
  public long heldBytes() {
    return parts.memory().held();
  }

  /** Returns where each listening proxy listens, and its upstream, by name. */
  Map<String, Chains.Station> stations() {
    Map<String, Chains.Station> stations = new LinkedHashMap<>();
    for (Proxy proxy : proxies.values()) {
      ProxySpec spec = proxy.spec();
      proxy
          .address()
          .ifPresent(
              here ->
                  stations.put(
                      spec.name(), new Chains.Station(spec.name(), here, spec.upstream())));
    }
    return stations;
  }

  /**
   * Checks that an upstream does not lead back to the proxy.
   *
   * @param here where the proxy listens
   * @throws OptionException if it does
   */
  void refuseCircle(String proxy, InetSocketAddress here, Address upstream) {
    Map<String, Chains.Station> stations = stations();
    Chains.Station station = new Chains.Station(proxy, here, upstream);
    stations.put(proxy, station);
    Optional<OptionException> circle = new Chains(stations.values()).problem(station);
    if (circle.isPresent()) {
      throw circle.get();
    }
  }

  EngineParts parts() {
    return parts;
  }

  ProxyMeter meter(ProxySpec spec) {
    return settings.meters().apply(spec);
  }

  ProxyWatch watch() {
    return settings.watch();
  }

  void forget(Proxy proxy) {
    proxies.remove(proxy.spec().name(), proxy);
  }

  /**
   * Stops everything. Returns when nothing is left, except connections that a plugin never
   * releases. Bytes in transit between sockets are lost. Must not be called on an event loop.
   */
  @Override
  public void close() {
    close(Duration.ZERO);
  }

  /**
   * Stops everything, but lets bytes that were written to clients and backends arrive. Returns when
   * nothing is left. Held bytes are lost. Must not be called on an event loop.
   *
   * @param patience how long to wait for peers that read slowly or do not end their side before
   *     they are dropped
   */
  public void close(Duration patience) {
    closed = true;
    Collection<Proxy> all = proxies();
    CompletableFuture<Void> gone =
        CompletableFuture.allOf(
            all.stream()
                .map(proxy -> patience.isZero() ? proxy.close() : proxy.closeOrderly())
                .toArray(CompletableFuture[]::new));
    try {
      if (!patience.isZero()) {
        gone.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      }
    } catch (TimeoutException enough) {
      all.forEach(Proxy::close);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      all.forEach(Proxy::close);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
    parts.loops().await(gone);
    if (ownLoops) {
      parts.loops().close();
    }
  }
}
