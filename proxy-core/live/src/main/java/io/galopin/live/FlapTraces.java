package io.galopin.live;

import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What proxies have at the moment only because they flap. Thread-safe. */
final class FlapTraces {

  /** Proxies that would be enabled if they did not flap. */
  private final Set<Proxy> down = ConcurrentHashMap.newKeySet();

  /** The names of toxics that proxies would not have if they did not flap. */
  private final Map<Proxy, Set<String>> toxics = new ConcurrentHashMap<>();

  /** Says whether a flap has disabled a proxy, which would be enabled otherwise. */
  void setDown(Proxy proxy, boolean isDown) {
    if (isDown) {
      down.add(proxy);
    } else {
      down.remove(proxy);
    }
  }

  boolean isDown(Proxy proxy) {
    return down.contains(proxy);
  }

  /** Says which toxics of a proxy come from a flap. */
  void setToxics(Proxy proxy, Collection<String> names) {
    if (names.isEmpty()) {
      toxics.remove(proxy);
    } else {
      toxics.put(proxy, Set.copyOf(names));
    }
  }

  /**
   * Returns what a proxy would be without them. Needs its turn.
   *
   * @param disabledAnyway whether somebody else keeps it disabled
   */
  ProxySpec without(Proxy proxy, boolean disabledAnyway) {
    ProxySpec now = proxy.spec();
    boolean onlyFlaps = isDown(proxy) && !disabledAnyway;
    Set<String> added = toxics.getOrDefault(proxy, Set.of());
    ProxySpec up = onlyFlaps && !now.enabled() ? now.withEnabled(true) : now;
    return added.isEmpty()
        ? up
        : up.withToxics(
            up.toxics().stream().filter(toxic -> !added.contains(toxic.name())).toList());
  }
}
