package io.galopin.engine;

/** Is told what the proxies of an engine are made of, as that changes. Thread-safe. */
public interface ProxyWatch {

  /** Does not look. */
  ProxyWatch NONE = proxy -> {};

  /**
   * A proxy was opened, its {@linkplain Proxy#spec spec} is another one, or it {@linkplain
   * Proxy#isClosed is closed}. Called on the thread that changes it; returns at once.
   */
  void changed(Proxy proxy);
}
