package io.galopin.control;

import io.galopin.engine.Proxy;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.live.Impairment.Kind;
import io.galopin.live.Impairment.Subject;
import io.galopin.live.Live;
import io.galopin.live.Stay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The ends in a body that describes a whole proxy: that of the proxy, while it is disabled, and
 * those of its toxics and rules.
 *
 * @param disabled the end of the proxy itself
 * @param toxics the ends of the toxics, in their order
 * @param rules the ends of the rules
 */
record ProxyEnds(Optional<Stay> disabled, List<Optional<Stay>> toxics, RuleEnds rules) {

  /**
   * Reads a body.
   *
   * @param where added to messages: {@code " at proxy 2"}, or nothing
   * @throws Refusal if an end is wrong
   */
  static ProxyEnds read(Map<String, Object> fields, boolean enabled, String where) {
    Optional<Stay> disabled = StayJson.read(fields, where);
    refuseIfEnabled(disabled, enabled, where);
    List<Optional<Stay>> toxics = new ArrayList<>();
    if (fields.get("toxics") instanceof List<?> list) {
      for (Object toxic : list) {
        toxics.add(toxic instanceof Map<?, ?> map ? ofToxic(map, where) : Optional.empty());
      }
    }
    return new ProxyEnds(disabled, toxics, rules(fields, where));
  }

  /** Reads the ends of the rules alone. */
  static RuleEnds rules(Map<String, Object> fields, String where) {
    return fields.get(ProxyRules.RULES) instanceof List<?> list
        ? RuleEnds.read(list, where)
        : RuleEnds.NONE;
  }

  /** Returns a body whose rules have no ends, as other readers do not know them. */
  static Map<String, Object> withoutThoseOfRules(Map<String, Object> fields, String where) {
    if (!(fields.get(ProxyRules.RULES) instanceof List<?> list)) {
      return fields;
    }
    Map<String, Object> plain = new LinkedHashMap<>(fields);
    plain.put(ProxyRules.RULES, RuleEnds.read(list, where).plain());
    return plain;
  }

  @SuppressWarnings("unchecked")
  private static Optional<Stay> ofToxic(Map<?, ?> toxic, String where) {
    return StayJson.read((Map<String, Object>) toxic, where);
  }

  /** Refuses an end of an enabled proxy, which would not be known to be the end of what. */
  static void refuseIfEnabled(Optional<Stay> disabled, boolean enabled, String where) {
    if (enabled && disabled.flatMap(Stay::time).isPresent()) {
      throw ToxiproxyErrors.badBody(
          Stay.EXPIRES_IN
              + ": given for an enabled proxy"
              + where
              + " (expected: with enabled = false; a toxic, a rule and a behavior have ends of"
              + " their own)");
    }
  }

  /**
   * Applies the ends to a proxy that was made or changed. What was given without an end lasts for
   * good from now on.
   *
   * @param given the fields that were given
   */
  void apply(Live live, Proxy proxy, Set<String> given) {
    if (given.contains("enabled")) {
      live.forGood(proxy, Kind.DISABLED);
    }
    if (!proxy.spec().enabled()) {
      if (given.contains("enabled")) {
        live.stayDisabled(proxy);
      }
      disabled.ifPresent(stay -> live.stay(proxy, Subject.DISABLED, stay));
    }
    if (given.contains("behaviors")) {
      live.forGood(proxy, Kind.MIX);
    }
    if (given.contains("rules")) {
      live.forGood(proxy, Kind.RULE);
      rules.apply(live, proxy, proxy.spec().rules());
    }
    if (given.contains("toxics")) {
      live.forGood(proxy, Kind.TOXIC);
      live.forGood(proxy, Kind.FLAP);
      List<ToxicSpec> specs = proxy.spec().toxics();
      for (int i = 0; i < Math.min(specs.size(), toxics.size()); i++) {
        Subject subject = Subject.toxic(specs.get(i).name());
        toxics.get(i).ifPresent(stay -> live.stay(proxy, subject, stay));
      }
    }
  }
}
