package io.galopin.app.options;

import io.galopin.app.console.CommandFailure;
import io.galopin.config.GalopinConfig;
import io.galopin.config.settings.CollectorAddress;
import io.galopin.config.settings.CollectorHeaders;
import io.galopin.config.settings.OtelConfig;
import io.galopin.telemetry.TelemetrySettings;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What an OpenTelemetry collector is sent, by the configuration and, where that says nothing, by
 * OpenTelemetry's standard environment variables.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/">The
 *     variables</a>
 */
public final class TelemetryChoice {

  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final String HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";
  private static final String SERVICE_NAME = "OTEL_SERVICE_NAME";
  private static final String RESOURCE = "OTEL_RESOURCE_ATTRIBUTES";

  private static final String USUAL_ADDRESS = "http://localhost:4318";
  private static final String NAME_ATTRIBUTE = "service.name";
  private static final String VERSION_ATTRIBUTE = "service.version";

  private final Map<String, String> environment;

  private TelemetryChoice(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Returns the settings; empty if nothing is sent.
   *
   * @param environment the environment variables of this process
   * @throws CommandFailure if a variable that counts has a wrong value
   */
  public static Optional<TelemetrySettings> of(
      GalopinConfig config, Map<String, String> environment) {
    return config.otel().map(new TelemetryChoice(environment)::settings);
  }

  private TelemetrySettings settings(OtelConfig otel) {
    return new TelemetrySettings(
        URI.create(otel.endpoint().or(this::endpoint).orElse(USUAL_ADDRESS)),
        otel.headers().isEmpty() ? headers() : otel.headers(),
        resource(otel),
        otel.traces(),
        otel.metrics(),
        otel.tracesSample(),
        otel.interval());
  }

  /** The value of a variable. An empty one counts as not set, by the specification. */
  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private Optional<String> endpoint() {
    Optional<String> given = variable(ENDPOINT).map(String::strip);
    given
        .flatMap(CollectorAddress::expectation)
        .ifPresent(
            expected -> {
              throw wrong(ENDPOINT, CollectorAddress.shown(given.orElseThrow()), expected);
            });
    return given;
  }

  private Map<String, String> headers() {
    return pairs(HEADERS, CollectorHeaders::expectation);
  }

  private Map<String, String> resource(OtelConfig otel) {
    Map<String, String> resource =
        new LinkedHashMap<>(pairs(RESOURCE, (name, value) -> Optional.empty()));
    otel.serviceName()
        .or(() -> variable(SERVICE_NAME))
        .ifPresent(name -> resource.put(NAME_ATTRIBUTE, name));
    resource.putIfAbsent(NAME_ATTRIBUTE, "galopin");
    resource.putIfAbsent(VERSION_ATTRIBUTE, Version.number());
    return resource;
  }

  /** Reads {@code name=value,name=value} with percent-encoded values, which may be secret. */
  private Map<String, String> pairs(
      String variable, BiFunction<String, String, Optional<String>> check) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : variable(variable).orElse("").split(",")) {
      if (pair.isBlank()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = equals < 0 ? "" : pair.substring(0, equals).strip();
      if (name.isEmpty()) {
        throw wrong(variable, "something else", "NAME=VALUE, with commas between several");
      }
      String value = decoded(variable, pair.substring(equals + 1).strip());
      check
          .apply(name, value)
          .ifPresent(
              expected -> {
                throw wrong(variable, "not shown", expected);
              });
      pairs.put(name, value);
    }
    return pairs;
  }

  private static String decoded(String variable, String value) {
    try {
      // A plus sign is itself here, unlike in forms.
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw wrong(variable, "not shown", "two hexadecimal digits after each %");
    }
  }

  private static CommandFailure wrong(String variable, String given, String expected) {
    return CommandFailure.wrong(variable + ": " + given + " (expected: " + expected + ")");
  }
}
