package io.galopin.app.options;

import io.galopin.api.Option;
import java.util.List;
import java.util.stream.Stream;

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

  /** TLS of the control API, but for the authority, in the order of the help. */
  private static final List<CliOption> TLS =
      List.of(
          tls(
              "auto|FILE",
              "http-tls",
              "serves it over TLS, with a certificate of Galopin's own authority or in a file"),
          tls("FILE", "http-tls-key", "the private key of that certificate, in PEM"),
          tls("FILE", "http-tls-password-file", "a file with the password of that key"),
          tls("NAME", "http-tls-password-env", "the environment variable with it"),
          tls(
              "WORD",
              "http-tls-client-certificate",
              "whether its clients show one: none, requested, required"),
          tls("FILE", "http-tls-client-trust", "who may have signed it"),
          tls("LIST", "http-tls-versions", "the versions of TLS: 1.2, 1.3, or 1.2,1.3"),
          tls("LIST", "http-tls-ciphers", "the cipher suites, with commas between"),
          tls(
              "TIME",
              "http-tls-handshake-timeout",
              "how long a handshake may take; otherwise 5 s"));

  private static final List<CliOption> AUTHORITY =
      AuthorityOptions.of("http-tls-authority", "who signs its certificate, in PEM or PKCS #12");

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

  private static CliOption tls(String label, String name, String description) {
    return CliOption.of(label, Option.text(name, description));
  }

  static CliGroup group() {
    return group(
        List.of(HTTP, HTTP_HOST, HTTP_PORT, TOKEN_FILE), List.of(PROXY_METRICS, RUNTIME_METRICS));
  }

  private static CliGroup group(List<CliOption> before, List<CliOption> after) {
    return new CliGroup(
        "Control API", Stream.of(before, tls(), after).flatMap(List::stream).toList());
  }

  /** TLS of the control API, in both commands. */
  public static List<CliOption> tls() {
    return Stream.of(TLS, AUTHORITY).flatMap(List::stream).toList();
  }

  /** What is sent to others, in both commands. */
  public static CliGroup sentGroup() {
    return new CliGroup("OpenTelemetry", List.of(OTEL));
  }
}
