package io.galopin.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A change of a proxy that is undone by itself, or that somebody has signed.
 *
 * @param kind what was changed
 * @param name of the toxic, rule or profile; empty for the other kinds
 * @param since when it was set last
 * @param end when it will be undone; empty if it lasts until somebody undoes it
 * @param by who has set it, as in {@code ann@laptop}; empty if that is unknown
 */
public record Impairment(Kind kind, String name, Instant since, Optional<Instant> end, String by) {

  /** What was changed. */
  public enum Kind {
    /** A toxic was added or changed. */
    TOXIC,
    /** A rule was added or changed. */
    RULE,
    /** The mix was set. */
    MIX,
    /** The proxy was disabled. */
    DISABLED,
    /** The proxy comes and goes. */
    FLAP,
    /** The proxy was given a profile. */
    PROFILE
  }

  /**
   * Reads those of a proxy.
   *
   * @param proxy as the control API shows it
   * @param rules as the control API shows them
   */
  static List<Impairment> of(Map<String, Object> proxy, List<Map<String, Object>> rules) {
    List<Impairment> all = new ArrayList<>();
    if (Boolean.FALSE.equals(proxy.get("enabled"))) {
      add(all, Kind.DISABLED, "", proxy);
    }
    add(all, Kind.FLAP, "", Fields.of(proxy.get("flap")));
    add(all, Kind.MIX, "", Fields.of(proxy.get("mix")));
    Map<String, Object> profile = Fields.of(proxy.get("profile"));
    add(all, Kind.PROFILE, Fields.text(profile, "name"), profile);
    Fields.list(proxy, "toxics")
        .forEach(toxic -> add(all, Kind.TOXIC, Fields.text(toxic, "name"), toxic));
    rules.forEach(rule -> add(all, Kind.RULE, Fields.text(rule, "name"), rule));
    return List.copyOf(all);
  }

  private static void add(
      List<Impairment> all, Kind kind, String name, Map<String, Object> fields) {
    String since = Fields.text(fields, "set-at");
    if (!since.isEmpty()) {
      Optional<Instant> end =
          Optional.of(Fields.text(fields, "expires-at"))
              .filter(at -> !at.isEmpty())
              .map(Instant::parse);
      all.add(new Impairment(kind, name, Instant.parse(since), end, Fields.text(fields, "set-by")));
    }
  }
}
