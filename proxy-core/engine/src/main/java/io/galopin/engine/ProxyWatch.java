package io.galopin.engine;

/** Observes the configurations of an engine's proxies as they change. Thread-safe. */
public interface ProxyWatch {

  /** Ignores all changes. */
  ProxyWatch NONE = proxy -> {};

  /**
   * A proxy was opened, its {@linkplain Proxy#spec spec} is another one, or it {@linkplain
   * Proxy#isClosed is closed}. Called on the thread that changes it; returns at once.
   */
  void changed(Proxy proxy);
}
