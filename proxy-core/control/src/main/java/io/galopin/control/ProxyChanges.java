package io.galopin.control;

import io.galopin.api.OptionException;
import io.galopin.config.ProxyConfig;
import io.galopin.config.ToxiproxyJson;
import io.galopin.engine.Catalog;
import io.galopin.engine.Engine;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.listen.ListenException;
import io.galopin.rules.source.ConfigProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Creates, changes and removes proxies as Toxiproxy's calls ask for it. Every method may call
 * plugins, look up names and wait for the system to take or give back an address, but for nothing
 * that goes on at connections: for threads that may block. What cannot be done is thrown as a
 * {@link Refusal}, and nothing has changed then. Thread-safe, but for changes of one proxy, which
 * have {@link Turns}.
 */
final class ProxyChanges {

  private static final String NAME = "name";
  private static final String LISTEN = "listen";
  private static final String UPSTREAM = "upstream";
  private static final String ENABLED = "enabled";

  private final Engine engine;
  private final Catalog catalog;
  private final LiveProxies live;
  private final AttributeJson attributes;

  ProxyChanges(Engine engine, Catalog catalog, LiveProxies live) {
    this.engine = engine;
    this.catalog = catalog;
    this.live = live;
    this.attributes = new AttributeJson(catalog);
  }

  /** The proxy of this name. */
  Proxy existing(String name) {
    return live.open(name).orElseThrow(ToxiproxyErrors::noProxy);
  }

  /** Creates a proxy; it listens, if it is enabled, when its toxics are in place. */
  Proxy create(Map<String, Object> fields) {
    ProxyConfig config = read(fields, "");
    if (live.open(config.name()).isPresent()) {
      throw ToxiproxyErrors.proxyExists();
    }
    ProxySpec spec = checked("", () -> config.toSpec(catalog));
    refuseTooMuch(List.of(spec));
    return done(engine.open(spec));
  }

  /** Changes what is given of a proxy; toxics have calls of their own. */
  Proxy update(String name, Map<String, Object> fields) {
    Proxy proxy = existing(name);
    ProxySpec now = proxy.spec();
    Map<String, Object> all = new HashMap<>();
    all.put(LISTEN, Listening.shown(proxy));
    all.put(UPSTREAM, now.upstream().toString());
    all.put(ENABLED, now.enabled());
    all.putAll(ProxyRules.filled(proxy, fields));
    all.put(NAME, name);
    all.remove("toxics");
    Set<String> given = new HashSet<>(fields.keySet());
    given.remove("toxics");
    ProxyConfig config = read(all, "");
    ProxySpec changed = checked("", () -> Revision.of(proxy, config, given, catalog, live));
    refuseTooMuch(List.of(changed));
    return done(proxy.become(changed));
  }

  /** Removes a proxy and drops its connections. */
  void delete(String name) {
    done(existing(name).close());
  }

  /**
   * Creates or replaces proxies, all or none.
   *
   * @return in the order of {@code entries}
   */
  List<Proxy> populate(List<Map<String, Object>> entries) {
    Map<String, Integer> places = new LinkedHashMap<>();
    List<ProxyConfig> configs = new ArrayList<>();
    for (Map<String, Object> entry : entries) {
      String where = " at proxy " + (configs.size() + 1);
      ProxyConfig config = read(entry, where);
      Integer earlier = places.put(config.name(), configs.size());
      if (earlier != null) {
        throw ToxiproxyErrors.badBody(
            "name: \""
                + config.name()
                + "\""
                + where
                + " (expected: another than at proxy "
                + (earlier + 1)
                + ")");
      }
      configs.add(config);
    }
    List<ProxySpec> specs = new ArrayList<>();
    for (ProxyConfig config : configs) {
      Map<String, Object> entry = entries.get(specs.size());
      String where = " at proxy " + config.name();
      specs.add(checked(where, () -> revision(config, entry, where)));
    }
    refuseTooMuch(specs);
    return done(engine.become(specs));
  }

  /** A new proxy in the place of one with another address, else the same with what is given. */
  private ProxySpec revision(ProxyConfig config, Map<String, Object> entry, String where) {
    Proxy proxy = live.open(config.name()).orElse(null);
    if (proxy == null) {
      return config.toSpec(catalog);
    }
    if (Revision.isElsewhere(proxy, config)) {
      return Revision.of(proxy, config, Revision.ALL, catalog, live);
    }
    ProxyConfig whole = read(ProxyRules.filled(proxy, entry), where);
    return Revision.of(proxy, whole, entry.keySet(), catalog, live);
  }

  /**
   * Enables every proxy and removes every toxic; what can be done is done.
   *
   * @param unanswered the hosts on which nobody can listen, with the sentence that says why
   */
  void reset(Map<String, String> unanswered) {
    List<String> problems = new ArrayList<>();
    for (Proxy proxy : engine.proxies()) {
      String name = proxy.spec().name();
      String problem = unanswered.get(proxy.spec().listen().host());
      try {
        if (proxy.address().isPresent()) {
          live.open(name).ifPresent(listening -> listening.setToxics(List.of()));
        } else if (problem != null) {
          live.open(name).ifPresent(disabled -> disabled.setToxics(List.of()));
          problems.add(name + ": " + problem);
        } else {
          live.open(name)
              .map(Proxy::spec)
              .map(now -> now.withToxics(List.of()).withEnabled(true))
              .ifPresent(changed -> done(existing(name).become(changed)));
        }
      } catch (Refusal cannot) {
        problems.add(cannot.getMessage() + " at proxy " + name);
      }
    }
    if (!problems.isEmpty()) {
      throw new Refusal(500, String.join("; ", problems));
    }
  }

  /**
   * To be called before proxies become {@code wanted}.
   *
   * @throws Refusal if all together would take too much memory
   */
  void refuseTooMuch(List<ProxySpec> wanted) {
    Stock.refuseTooMuch(engine, wanted);
  }

  /** Reads a proxy; an empty upstream is none. */
  private ProxyConfig read(Map<String, Object> fields, String where) {
    Map<String, Object> filled = new LinkedHashMap<>(fields);
    filled.remove(UPSTREAM, "");
    Map<String, Object> tidy = attributes.proxy(filled, where);
    return checked(where, () -> ToxiproxyJson.proxy(tidy));
  }

  private static <T> T checked(String where, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ConfigProblem problem) {
      throw ToxiproxyErrors.of(problem, where);
    }
  }

  /** Waits for what the engine does about addresses. */
  private static <T> T done(CompletableFuture<T> change) {
    try {
      return change.join();
    } catch (CompletionException failed) {
      Throwable cause = failed.getCause();
      if (cause.getCause() instanceof OptionException) {
        throw ToxiproxyErrors.badBody(String.valueOf(cause.getMessage()));
      }
      throw cause instanceof ListenException listen
          ? ListenErrors.of(listen)
          : new Refusal(500, String.valueOf(cause.getMessage()));
    }
  }
}
