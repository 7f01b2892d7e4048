package io.galopin.app.state;

import io.galopin.engine.Catalog;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.live.Impairment;
import io.galopin.live.Impairment.Kind;
import io.galopin.live.Impairment.Subject;
import io.galopin.live.Impairments;
import io.galopin.live.RuleChange;
import io.galopin.rules.profile.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An impairment in the file.
 *
 * @param before the proxy to which its end leads back, if that is not always the same
 */
record SavedEnd(Impairment impairment, Optional<ProxySpec> before) {

  /** Returns those of a proxy as plain values. A flap is none: it ends with the process. */
  static List<Map<String, Object>> write(Impairments impairments, Proxy proxy) {
    List<Map<String, Object>> ends = new ArrayList<>();
    for (Impairment each : impairments.of(proxy)) {
      if (each.subject().kind() == Kind.FLAP) {
        continue;
      }
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("of", each.subject().kind().name().toLowerCase(Locale.ROOT));
      if (!each.subject().name().isEmpty()) {
        json.put("name", each.subject().name());
      }
      json.put("set-at", each.since().toString());
      each.end().ifPresent(end -> json.put("expires-at", end.toString()));
      if (!each.by().isEmpty()) {
        json.put("set-by", each.by());
      }
      impairments
          .before(proxy, each.subject())
          .ifPresent(spec -> json.put("before", SpecForm.write(spec)));
      ends.add(json);
    }
    return ends;
  }

  /** Reads one. Throws some RuntimeException if it is wrong. */
  @SuppressWarnings("unchecked")
  static SavedEnd read(Map<String, Object> json, Catalog catalog) {
    Kind kind = Kind.valueOf(text(json, "of").toUpperCase(Locale.ROOT));
    return new SavedEnd(
        new Impairment(
            new Subject(kind, text(json, "name")),
            Instant.parse(text(json, "set-at")),
            Optional.of(text(json, "expires-at")).filter(at -> !at.isEmpty()).map(Instant::parse),
            text(json, "set-by")),
        Optional.ofNullable(json.get("before"))
            .map(spec -> SpecForm.read((Map<String, Object>) spec, catalog)));
  }

  private static String text(Map<String, Object> json, String field) {
    return String.valueOf(json.getOrDefault(field, ""));
  }

  boolean isOver(Instant now) {
    return impairment.end().filter(end -> !end.isAfter(now)).isPresent();
  }

  /** Returns the proxy as it is after this end. */
  ProxySpec undone(ProxySpec spec) {
    String name = impairment.subject().name();
    return switch (impairment.subject().kind()) {
      case TOXIC ->
          spec.withToxics(
              spec.toxics().stream().filter(toxic -> !toxic.name().equals(name)).toList());
      case PROFILE ->
          spec.withToxics(
              spec.toxics().stream().filter(toxic -> !Profile.isCalled(toxic.name())).toList());
      case RULE ->
          spec.rules()
              .find(name)
              .map(rule -> spec.withRules(RuleChange.removed(spec.rules(), rule)))
              .orElse(spec);
      case DISABLED -> spec.withEnabled(before.map(ProxySpec::enabled).orElse(true));
      case MIX -> {
        Optional<Mix> mix = before.flatMap(old -> old.rules().find(Mix.NAME)).map(Rule::mix);
        yield spec.withRules(spec.rules().withMix(mix))
            .withDefaults(before.map(ProxySpec::defaults).orElse(spec.defaults()));
      }
      case FLAP -> spec;
    };
  }

  /** Whether a proxy still has what this is about, and the configuration has not replaced it. */
  boolean isAbout(ProxySpec saved, ProxySpec now) {
    String name = impairment.subject().name();
    return switch (impairment.subject().kind()) {
      case TOXIC ->
          now.toxics().stream()
              .anyMatch(toxic -> toxic.name().equals(name) && saved.toxics().contains(toxic));
      case PROFILE ->
          now.toxics().stream()
              .anyMatch(toxic -> Profile.isCalled(toxic.name()) && saved.toxics().contains(toxic));
      case RULE -> now.rules().find(name).filter(saved.rules()::counts).isPresent();
      case DISABLED -> !now.enabled() && !saved.enabled();
      case MIX ->
          now.rules()
              .find(Mix.NAME)
              .map(Rule::mix)
              .equals(saved.rules().find(Mix.NAME).map(Rule::mix));
      case FLAP -> false;
    };
  }
}
