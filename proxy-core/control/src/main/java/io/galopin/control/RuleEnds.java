package io.galopin.control;

import io.galopin.engine.Proxy;
import io.galopin.engine.rule.RuleSet;
import io.galopin.live.Impairment.Subject;
import io.galopin.live.Live;
import io.galopin.live.Stay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ends in a list of rules.
 *
 * @param stays one for each rule, in their order
 * @param plain the rules without them
 */
record RuleEnds(List<Optional<Stay>> stays, List<Object> plain) {

  static final RuleEnds NONE = new RuleEnds(List.of(), List.of());

  /**
   * Reads a list, in which a rule is a text or an object.
   *
   * @param where added to messages: {@code " at proxy 2"}, or nothing
   * @throws Refusal if an end is wrong
   */
  static RuleEnds read(List<?> rules, String where) {
    List<Optional<Stay>> stays = new ArrayList<>();
    List<Object> plain = new ArrayList<>();
    for (Object rule : rules) {
      stays.add(rule instanceof Map<?, ?> fields ? stay(fields, where) : Optional.empty());
      plain.add(rule instanceof Map<?, ?> fields ? withoutStay(fields) : rule);
    }
    return new RuleEnds(stays, plain);
  }

  @SuppressWarnings("unchecked")
  static Optional<Stay> stay(Map<?, ?> fields, String where) {
    return StayJson.read((Map<String, ?>) fields, where);
  }

  static Map<String, Object> withoutStay(Map<?, ?> fields) {
    Map<String, Object> plain = new LinkedHashMap<>();
    fields.forEach((name, value) -> plain.put(String.valueOf(name), value));
    plain.keySet().removeAll(List.of(Stay.EXPIRES_IN, Stay.SET_BY));
    return plain;
  }

  /** Gives the rules of a proxy, which were made of the list, these ends. Needs its turn. */
  void apply(Live live, Proxy proxy, RuleSet rules) {
    for (int i = 0; i < stays.size(); i++) {
      Subject subject = Subject.rule(rules.own().get(i).name());
      stays.get(i).ifPresent(stay -> live.stay(proxy, subject, stay));
    }
  }
}
