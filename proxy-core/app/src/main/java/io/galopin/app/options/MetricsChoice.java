package io.galopin.app.options;

import io.galopin.api.OptionException;
import io.galopin.app.console.CommandFailure;
import io.galopin.config.GalopinConfig;
import io.galopin.metrics.MetricsSettings;
import io.galopin.metrics.StatsdSettings;
import java.util.Map;
import java.util.Optional;

/** Which metrics the command line and the configuration ask for. */
public final class MetricsChoice {

  private MetricsChoice() {}

  /**
   * @param given the values on the command line, by option
   */
  public static MetricsSettings of(Map<String, String> given, GalopinConfig config) {
    Optional<StatsdSettings> statsd =
        config
            .statsd()
            .map(to -> new StatsdSettings(to.host(), to.port(), to.prefix(), to.sampleRate()));
    return new MetricsSettings(
        isOn(ControlOptions.PROXY_METRICS, given),
        isOn(ControlOptions.RUNTIME_METRICS, given),
        statsd);
  }

  private static boolean isOn(CliOption flag, Map<String, String> given) {
    String value = given.get(flag.name());
    try {
      return value != null && (Boolean) flag.meta().parse(value);
    } catch (OptionException wrong) {
      throw CommandFailure.wrong("--" + wrong.getMessage());
    }
  }
}
