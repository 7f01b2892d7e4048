package io.galopin.live;

import io.galopin.engine.Engine;
import io.galopin.engine.ProxySpec;
import java.util.List;

/** A limit on what all proxies of an engine may have together. Thread-safe. */
@FunctionalInterface
public interface Bound {

  /** No limit. */
  Bound NONE = (engine, wanted) -> {};

  /**
   * Called before proxies become {@code wanted}. Throws the exception for the caller if that is too
   * much.
   */
  void check(Engine engine, List<ProxySpec> wanted);
}
