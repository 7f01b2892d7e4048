package io.galopin.engine;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Runs proxies. Thread-safe. */
@SuppressWarnings("DoNotCallSuggester")
public final class Engine implements AutoCloseable {
  /** Starts the event loops; listens nowhere yet. */
  public Engine(EngineSettings settings) {}

  /** The seed of this run. */
  public long seed() {
    throw new IllegalStateException();
  }

  /**
   * Opens a proxy; done when it listens, failed with {@link java.io.IOException} when it cannot.
   * Nothing is left of one that failed.
   */
  public CompletableFuture<Proxy> open(ProxySpec spec) {
    throw new IllegalStateException();
  }

  /** The proxies, by name. */
  public Collection<Proxy> proxies() {
    return List.of();
  }

  /** The record of faults. */
  public Journal journal() {
    throw new IllegalStateException();
  }

  /** Stops everything; returns when nothing is left. */
  @Override
  public void close() {}
}
