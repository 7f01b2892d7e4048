package io.galopin.live;

import io.galopin.engine.Engine;
import io.galopin.engine.ProxySpec;
import java.util.List;

/** What all proxies of an engine together may be made of. Thread-safe. */
@FunctionalInterface
public interface Bound {

  /** There is none. */
  Bound NONE = (engine, wanted) -> {};

  /** Is asked before proxies become {@code wanted}; throws what the caller is to see if not. */
  void check(Engine engine, List<ProxySpec> wanted);
}
