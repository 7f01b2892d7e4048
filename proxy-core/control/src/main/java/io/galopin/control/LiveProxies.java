package io.galopin.control;

import io.galopin.api.Excerpt;
import io.galopin.config.ProxyConfig;
import io.galopin.engine.Catalog;
import io.galopin.engine.Engine;
import io.galopin.engine.Proxy;
import io.galopin.rules.RulesJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the proxies that calls are about, each with its {@link LiveBehaviors}. Thread-safe. */
final class LiveProxies {

  private final Engine engine;
  private final Catalog catalog;
  private final Optional<String> main;

  LiveProxies(Engine engine, Catalog catalog, ControlSettings settings) {
    this.engine = engine;
    this.catalog = catalog;
    this.main = settings.mainProxy();
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
    return new LiveBehaviors(proxy, catalog);
  }

  /** What rules of {@code config} begin with, if a proxy becomes that and keeps its behaviors. */
  Map<String, Map<String, String>> ruleOptions(Proxy proxy, ProxyConfig config) {
    return behaviors(proxy).optionTexts(config.protocol().name());
  }

  /** What reads the rules of a proxy, with the options of its behaviors. */
  RulesJson rulesReader(Proxy proxy) {
    String protocol = proxy.spec().protocolName();
    return new RulesJson(protocol, behaviors(proxy).optionTexts(protocol), catalog);
  }
}
