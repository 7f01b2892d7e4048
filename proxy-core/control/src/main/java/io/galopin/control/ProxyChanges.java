package io.galopin.control;

import io.galopin.config.ProxyConfig;
import io.galopin.config.ToxiproxyJson;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.live.ChangeFailed;
import io.galopin.live.Live;
import io.galopin.live.Revision;
import io.galopin.live.Stay;
import io.galopin.rules.source.ConfigProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Creates, changes and resets proxies for Toxiproxy's calls, in turns. May call plugins and look up
 * names, so call it on threads that may block. Thread-safe.
 */
final class ProxyChanges {

  private static final String NAME = "name";
  private static final String LISTEN = "listen";
  private static final String UPSTREAM = "upstream";
  private static final String ENABLED = "enabled";
  private static final String TOXICS = "toxics";

  private final Live live;
  private final Plugins plugins;
  private final AttributeJson attributes;

  ProxyChanges(Live live, Plugins plugins) {
    this.live = live;
    this.plugins = plugins;
    this.attributes = new AttributeJson(plugins);
  }

  Proxy create(Map<String, Object> fields) {
    ProxyConfig config = read(fields, "");
    ProxyEnds ends = ProxyEnds.read(fields, config.enabled(), "");
    Proxy made =
        live.create(config.name(), () -> checked("", () -> config.toSpec(plugins.catalog())));
    ends.apply(live, made, fields.keySet());
    return made;
  }

  /** Changes the given fields of a proxy. Toxics have their own calls. */
  Proxy update(String name, Map<String, Object> fields) {
    Proxy proxy = live.existing(name);
    Map<String, Object> all = new HashMap<>();
    all.put(LISTEN, Listening.shown(proxy));
    all.put(UPSTREAM, proxy.spec().shownUpstream());
    all.put(ENABLED, proxy.spec().enabled());
    all.putAll(ProxyRules.filled(proxy, fields));
    all.put(NAME, name);
    all.remove(TOXICS);
    Set<String> given = new HashSet<>(fields.keySet());
    given.remove(TOXICS);
    RuleEnds rules = ProxyEnds.rules(fields, "");
    ProxyConfig config = read(all, "");
    Optional<Stay> stay = StayJson.read(fields, "");
    ProxyEnds.refuseIfEnabled(stay, config.enabled(), "");
    UnaryOperator<ProxySpec> change =
        now -> checked("", () -> Revision.of(proxy, config, given, plugins.catalog()));
    if (stay.isPresent() && fields.containsKey(ENABLED) && !config.enabled()) {
      live.update(proxy, change, stay.get());
    } else {
      live.update(proxy, change);
      if (fields.containsKey(ENABLED) && !config.enabled()) {
        live.stayDisabled(proxy);
      }
    }
    given.remove(ENABLED);
    Optional<Stay> ofDisabled = fields.containsKey(ENABLED) ? Optional.empty() : stay;
    new ProxyEnds(ofDisabled, List.of(), rules).apply(live, proxy, given);
    return proxy;
  }

  /**
   * Creates or replaces proxies: all or none.
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
                + " (expected: one that differs from that of proxy "
                + (earlier + 1)
                + ")");
      }
      configs.add(config);
    }
    List<ProxySpec> specs = new ArrayList<>();
    List<ProxyEnds> ends = new ArrayList<>();
    List<Set<String>> given = new ArrayList<>();
    for (ProxyConfig config : configs) {
      Map<String, Object> entry = entries.get(specs.size());
      String where = " at proxy " + config.name();
      ends.add(ProxyEnds.read(entry, config.enabled(), where));
      given.add(given(config, entry));
      specs.add(checked(where, () -> wanted(config, entry, where)));
    }
    List<Proxy> populated = live.populate(specs);
    for (int i = 0; i < populated.size(); i++) {
      ends.get(i).apply(live, populated.get(i), given.get(i));
    }
    return populated;
  }

  /** Returns which fields count as given. A proxy at another address is a new one. */
  private Set<String> given(ProxyConfig config, Map<String, Object> entry) {
    Set<String> given = new HashSet<>(entry.keySet());
    if (live.find(config.name()).filter(proxy -> Revision.isElsewhere(proxy, config)).isPresent()) {
      given.addAll(Revision.ALL);
    }
    return given;
  }

  /**
   * Returns a new proxy if the address differs, otherwise the current one with the given fields.
   */
  private ProxySpec wanted(ProxyConfig config, Map<String, Object> entry, String where) {
    Proxy proxy = live.find(config.name()).orElse(null);
    if (proxy == null) {
      return config.toSpec(plugins.catalog());
    }
    if (Revision.isElsewhere(proxy, config)) {
      return Revision.of(proxy, config, Revision.ALL, plugins.catalog());
    }
    ProxyConfig whole = read(ProxyRules.filled(proxy, entry), where);
    return Revision.of(proxy, whole, entry.keySet(), plugins.catalog());
  }

  /**
   * Enables proxies and removes their toxics, for as many of them as possible.
   *
   * @param names of the proxies; those that are gone need nothing
   * @param unanswered the hosts on which nothing can listen, each with a sentence that says why
   */
  void reset(Collection<String> names, Map<String, String> unanswered) {
    List<String> problems = new ArrayList<>();
    names.stream()
        .map(live::find)
        .flatMap(Optional::stream)
        .forEach(proxy -> reset(proxy, unanswered, problems));
    if (!problems.isEmpty()) {
      throw new Refusal(500, String.join("; ", problems));
    }
  }

  private void reset(Proxy proxy, Map<String, String> unanswered, List<String> problems) {
    String name = proxy.spec().name();
    String problem = unanswered.get(proxy.spec().listen().host());
    try {
      if (problem == null || proxy.address().isPresent()) {
        live.reset(proxy);
      } else {
        live.toxics().removeAll(proxy);
        problems.add(name + ": " + problem);
      }
    } catch (ChangeFailed cannot) {
      problems.add(ListenErrors.of(cannot).getMessage() + " at proxy " + name);
    }
  }

  /** Reads a proxy. An empty upstream counts as missing. */
  private ProxyConfig read(Map<String, Object> fields, String where) {
    Map<String, Object> filled = new LinkedHashMap<>(fields);
    filled.remove(UPSTREAM, "");
    Map<String, Object> tidy =
        ProxyEnds.withoutThoseOfRules(attributes.proxy(filled, where), where);
    return checked(where, () -> ToxiproxyJson.proxy(tidy));
  }

  private static <T> T checked(String where, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ConfigProblem problem) {
      throw ToxiproxyErrors.of(problem, where);
    }
  }
}
