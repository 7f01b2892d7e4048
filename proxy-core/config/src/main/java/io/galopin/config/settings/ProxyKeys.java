package io.galopin.config.settings;

import io.galopin.api.Option;
import io.galopin.rules.source.Setting;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** The settings of a proxy that are single values: their names, types and ranges. */
public final class ProxyKeys {

  public static final String LISTEN = "listen";
  public static final String UPSTREAM = "upstream";

  /** An upstream without a port, which only Toxiproxy's form allows. */
  public static final String UPSTREAM_HOST = "upstream-host";

  public static final String PROTOCOL = "protocol";

  /** Short for {@link #CONNECT_TIMEOUT} and {@link #IDLE_TIMEOUT}. */
  public static final String TIMEOUT = "timeout";

  /** The key of the draws of exchanges. */
  public static final String DRAW_BY = "draw-by";

  public static final Option<Boolean> ENABLED = Option.flag("enabled", "whether the proxy listens");

  public static final Option<Duration> CONNECT_TIMEOUT =
      time("connect-timeout", "the longest that connecting to the backend may take");

  public static final Option<Duration> IDLE_TIMEOUT =
      time("idle-timeout", "when a connection on which nothing moves is closed");

  public static final Option<Long> POOL_MAX_SIZE =
      Option.integer(
          "pool-max-size", 1, 1_000_000, "the most connections to the backend at a time");

  public static final Option<Duration> POOL_TIMEOUT =
      time("pool-timeout", "how long a client waits for one of them");

  public static final Option<Long> BACKLOG =
      Option.integer("backlog", 1, 65_535, "how many connections wait to be accepted");

  public static final Option<Long> BUFSIZE =
      Option.size("bufsize", 1, 1 << 24, "the most bytes to read from a socket at a time");

  /** All limits, in display order. */
  public static final List<Option<?>> LIMITS =
      List.of(CONNECT_TIMEOUT, IDLE_TIMEOUT, POOL_MAX_SIZE, POOL_TIMEOUT, BACKLOG, BUFSIZE);

  private ProxyKeys() {}

  private static Option<Duration> time(String name, String description) {
    return Option.duration(
        name, ChronoUnit.SECONDS, Duration.ofMillis(1), Duration.ofDays(1), description);
  }

  /** Sets those of the two timeouts that {@code settings} does not set to {@code timeout}. */
  public static void putTimeout(Setting timeout, Map<String, Setting> settings) {
    settings.putIfAbsent(CONNECT_TIMEOUT.name(), timeout);
    settings.putIfAbsent(IDLE_TIMEOUT.name(), timeout);
  }
}
