package io.galopin.control;

import io.galopin.api.BehaviorFactory;
import io.galopin.api.Options;
import io.galopin.config.PluginConfig;
import io.galopin.config.ProxyConfig;
import io.galopin.engine.Catalog;
import io.galopin.engine.Engine;
import io.galopin.engine.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The proxies that are open, each with its {@link LiveBehaviors}. The engine is asked every time:
 * proxies come and go without a word to this class. Thread-safe.
 */
final class LiveProxies {

  private static final Map<String, Options> NOTHING = Map.of();

  private final Engine engine;
  private final Catalog catalog;
  private final Optional<String> main;
  private final Map<String, Map<String, Options>> configured = new HashMap<>();
  private final Map<Proxy, LiveBehaviors> live = new ConcurrentHashMap<>();

  LiveProxies(Engine engine, Catalog catalog, ControlSettings settings) {
    this.engine = engine;
    this.catalog = catalog;
    this.main = settings.mainProxy();
    settings.configured().forEach(proxy -> configured.put(proxy.name(), options(proxy)));
  }

  private Map<String, Options> options(ProxyConfig proxy) {
    Map<String, Options> options = new HashMap<>();
    for (PluginConfig behavior : proxy.behaviors().values()) {
      BehaviorFactory factory = catalog.behaviors().get(behavior.name());
      if (factory != null) {
        Map<String, String> written = new HashMap<>();
        behavior.options().forEach((name, setting) -> written.put(name, setting.text()));
        options.put(behavior.name(), Options.of(factory.options(), written));
      }
    }
    return options;
  }

  /**
   * The proxy of this name.
   *
   * @throws Refusal if none of that name is open
   */
  LiveBehaviors named(String name) {
    return find(name)
        .orElseThrow(
            () ->
                VaurienErrors.single(
                    404, "path", "proxy", "the '" + name + "' proxy does not exist"));
  }

  /**
   * The proxy that a call without a name is about: that of the command line, or else the only one.
   *
   * @throws Refusal if there is none, or no telling which
   */
  LiveBehaviors unnamed() {
    Optional<LiveBehaviors> named = main.flatMap(this::find);
    if (named.isPresent()) {
      return named.get();
    }
    List<Proxy> open = new ArrayList<>(engine.proxies());
    if (open.isEmpty()) {
      throw VaurienErrors.single(404, "path", "", "there is no proxy");
    }
    if (open.size() > 1) {
      String example = open.get(0).spec().name();
      throw VaurienErrors.single(
          409,
          "path",
          "",
          "there are "
              + open.size()
              + " proxies, say which: /proxies/{proxy}/behavior, /proxies/{proxy}/backend; one is "
              + example);
    }
    return behaviors(open.get(0));
  }

  private Optional<LiveBehaviors> find(String name) {
    return engine.proxies().stream()
        .filter(proxy -> proxy.spec().name().equals(name))
        .findFirst()
        .map(this::behaviors);
  }

  private LiveBehaviors behaviors(Proxy proxy) {
    LiveBehaviors known = live.get(proxy);
    if (known != null) {
      return known;
    }
    // A new one: the time to forget those that are closed.
    Set<Proxy> open = new HashSet<>(engine.proxies());
    live.keySet().removeIf(old -> !open.contains(old));
    return live.computeIfAbsent(
        proxy,
        added ->
            new LiveBehaviors(
                added, catalog, configured.getOrDefault(added.spec().name(), NOTHING)));
  }
}
