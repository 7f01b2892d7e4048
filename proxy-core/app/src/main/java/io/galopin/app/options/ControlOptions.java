package io.galopin.app.options;

import io.galopin.api.Option;
import java.util.List;

/** The options about the control API, of {@code galopin run} and of {@code galopin server}. */
public final class ControlOptions {

  /** The environment variable with the token. It counts if no file is named. */
  public static final String TOKEN_VARIABLE = "GALOPIN_HTTP_TOKEN";

  private static final String WHERE = "where the control API listens";

  static final CliOption HTTP =
      CliOption.of(
          "", Option.flag("http", "serves the control API, which changes running proxies"));
  public static final CliOption HTTP_HOST =
      CliOption.of("HOST", Option.text("http-host", WHERE)).shownAs("localhost");
  public static final CliOption HTTP_PORT =
      CliOption.of("PORT", Option.integer("http-port", 0, 65_535, "its port; 0 picks a free one"))
          .shownAs("8080");
  public static final CliOption TOKEN_FILE =
      CliOption.of(
          "FILE",
          Option.text(
              "http-token-file",
              "file with the token that its clients need; otherwise it is in the variable "
                  + TOKEN_VARIABLE));
  public static final CliOption PROXY_METRICS =
      CliOption.of("", Option.flag("proxy-metrics", "adds metrics of proxies, for Prometheus"));
  public static final CliOption RUNTIME_METRICS =
      CliOption.of("", Option.flag("runtime-metrics", "adds metrics of the JVM, for Prometheus"));

  public static final CliOption OTEL =
      CliOption.of(
              "URL",
              Option.text(
                  "otel",
                  "sends traces and metrics to the OpenTelemetry collector at this address"))
          .shownAs("http://localhost:4318")
          .aloneAs("true");

  /** The name of {@link #HTTP_HOST} in {@code galopin server}. */
  public static final CliOption HOST =
      CliOption.of("HOST", Option.text("host", WHERE)).shownAs("localhost");

  /** The name of {@link #HTTP_PORT} in {@code galopin server}. */
  public static final CliOption PORT =
      CliOption.of("PORT", Option.integer("port", 0, 65_535, "its port; 0 picks a free one"))
          .shownAs("8474");

  private ControlOptions() {}

  static CliGroup group() {
    return new CliGroup(
        "Control API",
        List.of(HTTP, HTTP_HOST, HTTP_PORT, TOKEN_FILE, PROXY_METRICS, RUNTIME_METRICS));
  }

  /** What is sent to others, in both commands. */
  public static CliGroup sentGroup() {
    return new CliGroup("OpenTelemetry", List.of(OTEL));
  }
}
