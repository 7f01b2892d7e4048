package io.galopin.control;

import io.galopin.api.OptionException;
import io.galopin.config.ToxiproxyJson;
import io.galopin.engine.Proxy;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.live.Impairment.Subject;
import io.galopin.live.Live;
import io.galopin.live.Stay;
import io.galopin.rules.source.ConfigProblem;
import io.galopin.rules.toxic.ToxicConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Adds and changes toxics of proxies, in turns. May call plugins, so call it on threads that may
 * block. Thread-safe.
 */
final class ToxicChanges {

  private final Live live;
  private final Plugins plugins;
  private final AttributeJson attributes;

  ToxicChanges(Live live, Plugins plugins) {
    this.live = live;
    this.plugins = plugins;
    this.attributes = new AttributeJson(plugins);
  }

  ToxicSpec add(String proxyName, Map<String, Object> fields) {
    Proxy proxy = live.existing(proxyName);
    String type = String.valueOf(fields.get("type"));
    ToxicConfig config =
        checked(() -> ToxiproxyJson.toxic(attributes.toxic(type, withoutEmptyName(fields), "")));
    refuseUnknownType(config.plugin().name());
    Stay stay = StayJson.read(fields, "").orElse(Stay.forGood());
    ToxicSpec added =
        live.toxics()
            .add(proxy, config.name(), () -> checked(() -> config.toSpec(plugins.catalog())));
    live.stay(proxy, Subject.toxic(added.name()), stay);
    return added;
  }

  ToxicSpec update(String proxyName, String name, Map<String, Object> fields) {
    Proxy proxy = live.existing(proxyName);
    Optional<Stay> stay = StayJson.read(fields, "");
    ToxicSpec updated =
        live.toxics()
            .update(
                proxy,
                name,
                before -> {
                  Map<String, Object> change = attributes.toxic(before.type(), fields, "");
                  return checked(() -> ToxiproxyJson.change(before, change, plugins.catalog()));
                });
    stay.ifPresent(given -> live.stay(proxy, Subject.toxic(name), given));
    return updated;
  }

  /** Comes before the check for a taken name, as in Toxiproxy. */
  private void refuseUnknownType(String type) {
    try {
      plugins.catalog().toxic(type);
    } catch (OptionException unknown) {
      throw ToxiproxyErrors.unknownType(unknown);
    }
  }

  private static Map<String, Object> withoutEmptyName(Map<String, Object> fields) {
    Map<String, Object> filled = new LinkedHashMap<>(fields);
    filled.remove("name", "");
    return filled;
  }

  static <T> T checked(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ConfigProblem problem) {
      throw ToxiproxyErrors.of(problem);
    }
  }
}
