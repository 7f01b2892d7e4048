package io.galopin.control;

import io.galopin.api.BehaviorFactory;
import io.galopin.api.Excerpt;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.config.ProxyConfig;
import io.galopin.engine.Catalog;
import io.galopin.engine.Engine;
import io.galopin.engine.Proxy;
import io.galopin.rules.RulesJson;
import io.galopin.rules.source.PluginConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The proxies that are open, each with its {@link LiveBehaviors} and the options of its protocol.
 * The engine is asked every time: proxies come and go without a word to this class. Thread-safe.
 */
final class LiveProxies {

  private record Live(LiveBehaviors behaviors, Map<String, String> protocolOptions) {}

  /** So many closed proxies may be remembered. */
  private static final int FEW = 64;

  private final Engine engine;
  private final Catalog catalog;
  private final Optional<String> main;
  private final Map<String, ProxyConfig> configured = new HashMap<>();
  private final Map<Proxy, Live> live = new ConcurrentHashMap<>();
  private int nextLook = FEW;

  LiveProxies(Engine engine, Catalog catalog, ControlSettings settings) {
    this.engine = engine;
    this.catalog = catalog;
    this.main = settings.mainProxy();
    settings.configured().forEach(proxy -> configured.put(proxy.name(), proxy));
  }

  private Map<String, Options> options(ProxyConfig proxy) {
    Map<String, Options> options = new HashMap<>();
    for (PluginConfig behavior : proxy.behaviors().values()) {
      BehaviorFactory factory = catalog.behaviors().get(behavior.name());
      if (factory != null) {
        List<Option<?>> declared = catalog.options(factory, proxy.protocol().name());
        options.put(behavior.name(), LiveBehaviors.fitting(declared, values(behavior)));
      }
    }
    return options;
  }

  private static Map<String, Object> values(PluginConfig plugin) {
    Map<String, Object> written = new TreeMap<>();
    plugin.options().forEach((name, setting) -> written.put(name, setting.value()));
    return written;
  }

  private static Map<String, String> texts(PluginConfig plugin) {
    Map<String, String> written = new TreeMap<>();
    plugin.options().forEach((name, setting) -> written.put(name, setting.text()));
    return written;
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
                    404, "path", "proxy", "the '" + Excerpt.of(name) + "' proxy does not exist"));
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
    return open(name).map(this::behaviors);
  }

  /** The proxy of this name, if it is open. */
  Optional<Proxy> open(String name) {
    return engine.proxy(name);
  }

  /** The behaviors of a proxy. */
  LiveBehaviors behaviors(Proxy proxy) {
    return live(proxy).behaviors;
  }

  /** What reads the rules of a proxy, with the options of its behaviors. */
  RulesJson rulesReader(Proxy proxy) {
    String protocol = proxy.spec().protocolName();
    return new RulesJson(protocol, behaviors(proxy).optionTexts(protocol), catalog);
  }

  /** What rules of {@code config} begin with, if a proxy becomes that and keeps its behaviors. */
  Map<String, Map<String, String>> ruleOptions(Proxy proxy, ProxyConfig config) {
    return behaviors(proxy).optionTexts(config.protocol().name());
  }

  /** What shows the rules of a proxy; waits for nothing. */
  RulesJson rulesWriter(Proxy proxy) {
    return new RulesJson(proxy.spec().protocolName(), Map.of(), catalog);
  }

  /** What was given for the options of a proxy's protocol, by name. */
  Map<String, String> protocolOptions(Proxy proxy) {
    return live(proxy).protocolOptions;
  }

  /** Whether {@code config} has the protocol of a proxy, with the same options. */
  boolean hasProtocol(Proxy proxy, ProxyConfig config) {
    return proxy.spec().protocolName().equals(config.protocol().name())
        && protocolOptions(proxy).equals(texts(config.protocol()));
  }

  /** Whether {@code config} has the behaviors of a proxy, with the same weights and options. */
  boolean hasBehaviors(Proxy proxy, ProxyConfig config) {
    return behaviors(proxy).areThose(config.mix(), options(config));
  }

  /**
   * Takes note that a proxy has become what {@code config} says.
   *
   * @param protocol whether it has another protocol, or other options of it, than before
   * @param mix whether it has other behaviors, or other options of them, than before
   */
  void adopt(Proxy proxy, ProxyConfig config, boolean protocol, boolean mix) {
    forgetClosed();
    live.compute(
        proxy,
        (same, before) -> {
          Live known = before == null ? first(proxy) : before;
          return new Live(
              mix ? new LiveBehaviors(proxy, catalog, options(config)) : known.behaviors,
              protocol ? texts(config.protocol()) : known.protocolOptions);
        });
  }

  private Live live(Proxy proxy) {
    Live known = live.get(proxy);
    if (known != null) {
      return known;
    }
    forgetClosed();
    return live.computeIfAbsent(proxy, this::first);
  }

  private Live first(Proxy proxy) {
    Optional<ProxyConfig> config = Optional.ofNullable(configured.get(proxy.spec().name()));
    return new Live(
        new LiveBehaviors(proxy, catalog, config.map(this::options).orElse(Map.of())),
        config.map(found -> texts(found.protocol())).orElse(Map.of()));
  }

  /** Costs little on average: it looks at all of them only when they have doubled since. */
  private synchronized void forgetClosed() {
    if (live.size() < nextLook) {
      return;
    }
    Set<Proxy> open = new HashSet<>(engine.proxies());
    live.keySet().removeIf(old -> !open.contains(old));
    nextLook = 2 * live.size() + FEW;
  }
}
