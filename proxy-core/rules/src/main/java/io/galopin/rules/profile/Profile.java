package io.galopin.rules.profile;

import io.galopin.api.Direction;
import io.galopin.engine.match.Trigger;
import io.galopin.rules.condition.When;
import io.galopin.rules.source.PluginConfig;
import io.galopin.rules.source.Setting;
import io.galopin.rules.toxic.ToxicConfig;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a kind of network connection does to a proxy's connections. Immutable.
 *
 * @param name as in {@code 3g}
 * @param description for people; may be empty
 * @param source where the figures were published; may be empty
 * @param up from the client to the backend
 * @param down back
 */
public record Profile(String name, String description, String source, Line up, Line down) {

  /** What the names of the toxics of a profile in a configuration begin with. */
  public static final String CONFIGURED = "profile-";

  /** What the names of the toxics of a profile that a call has set begin with. */
  public static final String CALLED = "impair-profile-";

  private static final String PACKET = "1460";

  /** What Linux adds to the round trip at least, before it sends a packet again. */
  private static final Duration PATIENCE = Duration.ofMillis(200);

  /** The longest that a timeout of the toxic may be. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** Whether a toxic of this name belongs to a profile that a call has set. */
  public static boolean isCalled(String toxic) {
    return toxic.startsWith(CALLED);
  }

  /**
   * Returns the toxics, in the order of their stages. The limit of the rate is the first, because
   * only the first toxic slows the sender down.
   *
   * @param prefix what their names begin with, as in {@code profile-latency-up}
   */
  public List<ToxicConfig> toxics(String prefix) {
    List<ToxicConfig> toxics = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      Line line = direction == Direction.UPSTREAM ? up : down;
      if (line.bits() > 0) {
        toxics.add(
            toxic(
                prefix,
                direction,
                "bandwidth",
                Map.of("rate", String.valueOf(line.kilobytes()), "packet", PACKET)));
      }
      if (!line.p50().isZero()) {
        toxics.add(toxic(prefix, direction, "latency", latency(line)));
      }
      if (line.loss() > 0) {
        toxics.add(
            toxic(
                prefix,
                direction,
                "loss",
                Map.of(
                    "chance",
                    BigDecimal.valueOf(line.loss()).toPlainString(),
                    "timeout",
                    text(timeout()))));
      }
    }
    return toxics;
  }

  private static Map<String, String> latency(Line line) {
    return line.p50().equals(line.p99())
        ? Map.of("latency", text(line.p50()))
        : Map.of("p50", text(line.p50()), "p99", text(line.p99()));
  }

  /** Returns when a lost packet is sent again, as Linux does it: a round trip and 200 ms. */
  private Duration timeout() {
    Duration sum = up.p50().plus(down.p50()).plus(PATIENCE);
    return sum.compareTo(LONGEST) > 0 ? LONGEST : sum;
  }

  private static String text(Duration time) {
    return time.toNanos() / 1000 + " us";
  }

  private ToxicConfig toxic(
      String prefix, Direction direction, String type, Map<String, String> attributes) {
    Line line = direction == Direction.UPSTREAM ? up : down;
    String word = direction == Direction.UPSTREAM ? "up" : "down";
    String path = "profiles." + name + "." + word;
    Map<String, Setting> settings = new LinkedHashMap<>();
    attributes.forEach(
        (key, text) ->
            settings.put(key, new Setting(path + "." + type + "." + key, text, line.place())));
    return new ToxicConfig(
        path,
        prefix + type + "-" + word,
        new PluginConfig(path + "." + type, type, line.place(), settings),
        direction,
        1,
        false,
        When.ALWAYS,
        Trigger.ALWAYS);
  }
}
