package io.galopin.engine;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A proxy of a running engine. Thread-safe; nothing here waits for the data path. */
@SuppressWarnings("DoNotCallSuggester")
public final class Proxy {
  private Proxy() {}

  /** What it is made of now. */
  public ProxySpec spec() {
    throw new IllegalStateException();
  }

  /** Where it really listens; empty while disabled. */
  public Optional<InetSocketAddress> address() {
    return Optional.empty();
  }

  /** Sets the rules for all exchanges that begin from now on, open connections too. */
  public void setRules(RuleSet rules) {}

  /** Sets the backend of new connections. */
  public void setUpstream(Address upstream) {}

  /** Stops listening and drops its connections; done when nothing of it is left. */
  public CompletableFuture<Void> close() {
    throw new IllegalStateException();
  }
}
