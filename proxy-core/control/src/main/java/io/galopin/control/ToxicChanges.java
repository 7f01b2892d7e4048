package io.galopin.control;

import io.galopin.api.OptionException;
import io.galopin.config.ToxiproxyJson;
import io.galopin.engine.Catalog;
import io.galopin.engine.Proxy;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.rules.source.ConfigProblem;
import io.galopin.rules.toxic.ToxicConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Adds, changes and removes toxics of proxies. May call plugins: for threads that may block. What
 * cannot be done is thrown as a {@link Refusal}, and nothing has changed then. Thread-safe, but for
 * changes of one proxy, which have {@link Turns}.
 */
final class ToxicChanges {

  private final Catalog catalog;
  private final ProxyChanges proxies;
  private final AttributeJson attributes;

  ToxicChanges(Catalog catalog, ProxyChanges proxies) {
    this.catalog = catalog;
    this.proxies = proxies;
    this.attributes = new AttributeJson(catalog);
  }

  /** The toxic of this name. */
  static ToxicSpec existing(Proxy proxy, String name) {
    return proxy.spec().toxics().stream()
        .filter(toxic -> toxic.name().equals(name))
        .findFirst()
        .orElseThrow(ToxiproxyErrors::noToxic);
  }

  ToxicSpec add(String proxyName, Map<String, Object> fields) {
    Proxy proxy = proxies.existing(proxyName);
    String type = String.valueOf(fields.get("type"));
    ToxicConfig config =
        checked(() -> ToxiproxyJson.toxic(attributes.toxic(type, withoutEmptyName(fields), "")));
    List<ToxicSpec> toxics = new ArrayList<>(proxy.spec().toxics());
    refuseUnknownType(config.plugin().name());
    if (toxics.stream().anyMatch(toxic -> toxic.name().equals(config.name()))) {
      throw ToxiproxyErrors.toxicExists();
    }
    ToxicSpec added = checked(() -> config.toSpec(catalog));
    toxics.add(added);
    proxies.refuseTooMuch(List.of(proxy.spec().withToxics(toxics)));
    proxy.setToxics(toxics);
    return added;
  }

  ToxicSpec update(String proxyName, String name, Map<String, Object> fields) {
    Proxy proxy = proxies.existing(proxyName);
    ToxicSpec before = existing(proxy, name);
    Map<String, Object> change = attributes.toxic(before.type(), fields, "");
    ToxicSpec after = checked(() -> ToxiproxyJson.change(before, change, catalog));
    List<ToxicSpec> toxics = new ArrayList<>(proxy.spec().toxics());
    toxics.set(toxics.indexOf(before), after);
    proxies.refuseTooMuch(List.of(proxy.spec().withToxics(toxics)));
    proxy.setToxics(toxics);
    return after;
  }

  void remove(String proxyName, String name) {
    Proxy proxy = proxies.existing(proxyName);
    List<ToxicSpec> toxics = new ArrayList<>(proxy.spec().toxics());
    toxics.remove(existing(proxy, name));
    proxy.setToxics(toxics);
  }

  /** Before a taken name, as Toxiproxy does. */
  private void refuseUnknownType(String type) {
    try {
      catalog.toxic(type);
    } catch (OptionException unknown) {
      throw ToxiproxyErrors.unknownType(unknown);
    }
  }

  private static Map<String, Object> withoutEmptyName(Map<String, Object> fields) {
    Map<String, Object> filled = new LinkedHashMap<>(fields);
    filled.remove("name", "");
    return filled;
  }

  private static <T> T checked(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ConfigProblem problem) {
      throw ToxiproxyErrors.of(problem);
    }
  }
}
