package io.galopin.config.settings;

import io.galopin.api.Option;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Setting;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an OpenTelemetry collector is sent.
 *
 * @param endpoint where it is; empty if the environment may say so
 * @param serviceName what this process is called; empty if the environment may say so
 * @param headers sent with each request; their values are secret; empty if the environment may say
 *     so
 * @param traces whether there is a span for each exchange
 * @param metrics whether metrics are sent
 * @param tracesSample the part, 0 to 1, that is sent of the traces that begin here
 * @param interval the time between two reports of metrics
 */
public record OtelConfig(
    Optional<String> endpoint,
    Optional<String> serviceName,
    Map<String, String> headers,
    boolean traces,
    boolean metrics,
    double tracesSample,
    Duration interval) {

  /** The section in HOCON, and the long option. */
  public static final String SECTION = "otel";

  /** The one key whose value is an object. */
  public static final String HEADERS = "headers";

  private static final Option<Boolean> ENABLED =
      Option.flag("enabled", "whether anything is sent to a collector");
  private static final Option<String> ENDPOINT =
      Option.text("endpoint", "where the collector is").checkedBy(CollectorAddress::expectation);
  private static final Option<String> SERVICE_NAME =
      Option.text("service-name", "what this process is called")
          .checkedBy(name -> name.isBlank() ? Optional.of("a name") : Optional.empty());
  private static final Option<Boolean> TRACES =
      Option.flag("traces", "whether there is a span for each exchange");
  private static final Option<Boolean> METRICS = Option.flag("metrics", "whether metrics are sent");
  private static final Option<Double> TRACES_SAMPLE =
      Option.decimal("traces-sample", 0, 1, "the part that is sent of traces that begin here");
  private static final Option<Duration> INTERVAL =
      Option.duration(
          "interval",
          ChronoUnit.SECONDS,
          Duration.ofMillis(100),
          Duration.ofDays(1),
          "the time between two reports of metrics");

  /** The keys with a single value. */
  public static final List<String> KEYS =
      Stream.of(ENABLED, ENDPOINT, SERVICE_NAME, TRACES, METRICS, TRACES_SAMPLE, INTERVAL)
          .map(Option::name)
          .toList();

  public OtelConfig {
    headers = Map.copyOf(headers);
  }

  /** Without the values of headers. */
  @Override
  public String toString() {
    return SECTION + " at " + endpoint.orElse("the usual address") + " as " + serviceName;
  }

  /** Returns the key in {@link Draft#settings} for a key of the section. */
  public static String path(String key) {
    return SECTION + "." + key;
  }

  /** Returns the keys in {@link Draft#settings}. */
  static List<String> paths() {
    return Stream.concat(KEYS.stream(), Stream.of(HEADERS)).map(OtelConfig::path).toList();
  }

  /**
   * Returns the settings, by their keys in {@link Draft#settings}, that the long option stands for.
   *
   * @param given an address, or whether the default one is used
   */
  static Map<String, Setting> of(Setting given) {
    Map<String, Setting> meant = new LinkedHashMap<>();
    if (given.text().equals("true") || given.text().equals("false")) {
      meant.put(path(ENABLED.name()), given);
    } else {
      meant.put(path(ENABLED.name()), new Setting(given.name(), "true", given.place()));
      meant.put(path(ENDPOINT.name()), given);
    }
    return meant;
  }

  /**
   * Reads the settings, complete with defaults. Checks each, even if nothing is sent.
   *
   * @return empty if nothing is sent, or something is wrong
   */
  public static Optional<OtelConfig> of(Map<String, Setting> settings, Problems problems) {
    Optional<Boolean> enabled = read(ENABLED, settings, problems);
    Optional<String> endpoint = endpoint(settings, problems);
    Optional<String> serviceName = read(SERVICE_NAME, settings, problems);
    Optional<Boolean> traces = read(TRACES, settings, problems);
    Optional<Boolean> metrics = read(METRICS, settings, problems);
    Optional<Double> sample = read(TRACES_SAMPLE, settings, problems);
    Optional<Duration> interval = read(INTERVAL, settings, problems);
    Optional<Map<String, String>> headers =
        CollectorHeaders.of(settings.get(path(HEADERS)), problems);
    boolean complete =
        traces.isPresent()
            && metrics.isPresent()
            && sample.isPresent()
            && interval.isPresent()
            && headers.isPresent();
    if (!complete || !enabled.orElse(false)) {
      return Optional.empty();
    }
    if (!traces.get() && !metrics.get()) {
      refuseNothing(settings.get(path(METRICS.name())), problems);
      return Optional.empty();
    }
    return Optional.of(
        new OtelConfig(
            endpoint,
            serviceName,
            headers.get(),
            traces.get(),
            metrics.get(),
            sample.get(),
            interval.get()));
  }

  private static void refuseNothing(Setting last, Problems problems) {
    problems.add(
        last.name(),
        "off beside " + path(TRACES.name()) + " = off",
        "one of them on, or " + path(ENABLED.name()) + " = off",
        last.place());
  }

  private static Optional<String> endpoint(Map<String, Setting> settings, Problems problems) {
    Setting given = settings.get(path(ENDPOINT.name()));
    return given == null
        ? Optional.empty()
        : new Setting(given.name(), CollectorAddress.shown(given.text()), given.place())
            .read(ENDPOINT, problems);
  }

  /** Returns a message for the log about settings that nothing switches on. */
  public static Optional<String> notice(Map<String, Setting> given) {
    return SwitchedOff.notice(
        paths(),
        path(ENABLED.name()),
        "nothing is sent to a collector",
        "otel.enabled = true, or --otel",
        given);
  }

  private static <T> Optional<T> read(
      Option<T> option, Map<String, Setting> settings, Problems problems) {
    return Optional.ofNullable(settings.get(path(option.name())))
        .flatMap(setting -> setting.read(option, problems));
  }
}
