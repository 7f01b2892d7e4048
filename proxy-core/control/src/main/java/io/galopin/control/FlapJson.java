package io.galopin.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.api.Direction;
import io.galopin.api.Excerpt;
import io.galopin.api.Names;
import io.galopin.api.OptionException;
import io.galopin.config.ToxiproxyJson;
import io.galopin.engine.Catalog;
import io.galopin.engine.Proxy;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.live.Flap;
import io.galopin.live.FlapPlan;
import io.galopin.live.FlapPlan.Mode;
import io.galopin.live.Live;
import io.galopin.live.Stay;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A flap as a body and as a reply.
 *
 * @param timeout when connections are closed in a period in which the proxy is down
 * @param directions the directions in which data is dropped then
 * @param lease how long it goes on without being renewed; empty if it need not be
 * @param id what the caller calls it; empty if nothing
 */
record FlapJson(
    FlapPlan plan,
    Duration timeout,
    List<Direction> directions,
    Stay stay,
    Optional<Duration> lease,
    String id) {

  /** The field, and the parameter, that says which flap is meant. */
  static final String ID = "id";

  private static final String LEASE = "lease";
  private static final Set<String> KNOWN =
      Set.of(
          "mode",
          "up",
          "down",
          "timeout",
          "stream",
          "iterations",
          LEASE,
          ID,
          Stay.EXPIRES_IN,
          Stay.SET_BY);
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);
  private static final Duration LONGEST_LEASE = Duration.ofHours(1);
  private static final int LONGEST_ID = 64;

  /**
   * Reads a body.
   *
   * @throws Refusal if it is wrong
   */
  static FlapJson read(Map<String, Object> fields) {
    for (String name : fields.keySet()) {
      if (!KNOWN.contains(name)) {
        throw ToxiproxyErrors.badBody(
            Excerpt.of(name)
                + ": unknown (expected: "
                + Names.nearest(name, KNOWN).map(near -> near + "? ").orElse("")
                + "one of "
                + String.join(", ", KNOWN.stream().sorted().toList())
                + ")");
      }
    }
    try {
      FlapPlan plan =
          new FlapPlan(
              mode(fields.getOrDefault("mode", "timeout")),
              time(fields, "up", Duration.ofSeconds(15)),
              time(fields, "down", Duration.ofSeconds(15)),
              iterations(fields.getOrDefault("iterations", 0)));
      Duration timeout = time(fields, "timeout", Duration.ofSeconds(30));
      Optional<Duration> lease =
          fields.containsKey(LEASE) ? Optional.of(lease(fields)) : Optional.empty();
      return new FlapJson(
          plan,
          timeout,
          directions(fields.getOrDefault("stream", "both")),
          StayJson.read(fields).orElse(Stay.forGood()),
          lease,
          id(fields).orElse(""));
    } catch (OptionException wrong) {
      throw ToxiproxyErrors.badBody(String.valueOf(wrong.getMessage()));
    }
  }

  /**
   * Reads the lease of a body.
   *
   * @throws Refusal if it is missing or wrong
   */
  static Duration lease(Map<String, Object> fields) {
    try {
      Duration lease = time(fields, LEASE, Duration.ZERO);
      if (lease.compareTo(SHORTEST_LEASE) >= 0 && lease.compareTo(LONGEST_LEASE) <= 0) {
        return lease;
      }
      throw new OptionException(LEASE, Stay.text(lease), "1 s to 1 h");
    } catch (OptionException wrong) {
      throw ToxiproxyErrors.badBody(String.valueOf(wrong.getMessage()));
    }
  }

  /**
   * Reads which flap a body means; empty if it does not say.
   *
   * @throws Refusal if that is no name
   */
  static Optional<String> id(Map<String, Object> fields) {
    Object given = fields.get(ID);
    if (given == null) {
      return Optional.empty();
    }
    if (given instanceof String id && !id.isEmpty() && id.length() <= LONGEST_ID) {
      return Optional.of(id);
    }
    throw ToxiproxyErrors.badBody(
        ID
            + ": "
            + Excerpt.of(given)
            + " (expected: a text of 1 to "
            + LONGEST_ID
            + " characters)");
  }

  private static Mode mode(Object given) {
    for (Mode mode : Mode.values()) {
      if (word(mode).equals(given)) {
        return mode;
      }
    }
    throw new OptionException("mode", Excerpt.of(given), "refuse or timeout");
  }

  private static String word(Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  private static Duration time(Map<String, Object> fields, String name, Duration standard) {
    Object given = fields.get(name);
    return given == null
        ? standard
        : Stay.read(name, given)
            .orElseThrow(() -> new OptionException(name, "never", "a time with a unit"));
  }

  private static long iterations(Object given) {
    if (given instanceof Integer || given instanceof Long) {
      return ((Number) given).longValue();
    }
    throw new OptionException("iterations", Excerpt.of(given), "a whole number, 0 or more");
  }

  private static List<Direction> directions(Object given) {
    return switch (String.valueOf(given)) {
      case "upstream" -> List.of(Direction.UPSTREAM);
      case "downstream" -> List.of(Direction.DOWNSTREAM);
      case "both" -> List.of(Direction.UPSTREAM, Direction.DOWNSTREAM);
      default ->
          throw new OptionException("stream", Excerpt.of(given), "upstream, downstream or both");
    };
  }

  /** Makes the toxics of a period in which the proxy is down. */
  List<ToxicSpec> toxics(Catalog catalog) {
    return plan.mode() == Mode.REFUSE
        ? List.of()
        : directions.stream().map(direction -> toxic(direction, catalog)).toList();
  }

  private ToxicSpec toxic(Direction direction, Catalog catalog) {
    String word = direction == Direction.UPSTREAM ? "up" : "down";
    return ToxiproxyJson.toxic(
            Map.of(
                "name",
                "flap-timeout-" + word,
                "type",
                "timeout",
                "stream",
                direction.toString(),
                "attributes",
                Map.of("timeout", timeout.toMillis())))
        .toSpec(catalog);
  }

  /** Describes a flap. */
  static ObjectNode shown(Live live, Proxy proxy, Flap flap) {
    ObjectNode json =
        Json.object()
            .put("mode", word(flap.plan().mode()))
            .put("up", Stay.text(flap.plan().up()))
            .put("down", Stay.text(flap.plan().down()))
            .put("iterations", flap.plan().iterations())
            .put("edges", flap.edges())
            .put("period", flap.isDown() ? "down" : "up")
            .put("next-in", Stay.text(StayJson.toMillis(flap.untilNext())));
    if (!flap.id().isEmpty()) {
      json.put(ID, flap.id());
    }
    flap.lease().ifPresent(lease -> json.put(LEASE, Stay.text(lease)));
    return StayJson.show(json, live, proxy, Flap.SUBJECT);
  }
}
