package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.app.demo.DemoBackend;
import io.galopin.app.run.Ready;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the program with a collector. */
class TelemetryTest {

  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

  private final Collector collector;

  TelemetryTest() throws IOException {
    collector = new Collector();
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  private String sent(String path) {
    return collector.sent().getOrDefault(path, "");
  }

  private static String traceId() {
    StringBuilder bytes = new StringBuilder();
    for (int i = 0; i < TRACE_ID.length(); i += 2) {
      bytes.append((char) Integer.parseInt(TRACE_ID.substring(i, i + 2), 16));
    }
    return bytes.toString();
  }

  private static void get(Ready ready) {
    URI web =
        URI.create(
            "http://127.0.0.1:" + ready.proxies().get(0).address().orElseThrow().getPort() + "/a");
    HttpRequest request =
        HttpRequest.newBuilder(web)
            .header("traceparent", "00-" + TRACE_ID + "-b7ad6b7169203331-01")
            .build();
    try {
      HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Ran run(Map<String, String> environment, String... more) throws IOException {
    try (DemoBackend backend = new DemoBackend()) {
      List<String> words =
          new ArrayList<>(
              List.of(
                  "--proxy", "127.0.0.1:0",
                  "--backend", "127.0.0.1:" + backend.address().port(),
                  "--protocol", "http",
                  "--behavior", "100:delay",
                  "--behavior-delay-sleep", "1 ms",
                  "--seed", "7"));
      words.addAll(List.of(more));
      return Ran.command(
          new RunCommand(environment, TelemetryTest::get), words.toArray(String[]::new));
    }
  }

  @Test
  void sendsASpanOfTheTraceAndMetricsWhenItEnds() throws IOException {
    Ran ran = run(Map.of(), "--otel", collector.url());

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(collector.sent().keySet()).containsExactlyInAnyOrder("/v1/traces", "/v1/metrics");
    assertThat(sent("/v1/traces"))
        .contains(traceId(), "GET /a", "galopin.fault", "delay", "galopin.seed");
    assertThat(sent("/v1/metrics")).contains("galopin.exchanges", "galopin.faults");
  }

  @Test
  void readsTheStandardVariablesWhereTheConfigurationSaysNothing() throws IOException {
    Map<String, String> environment =
        Map.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT", collector.url() + "/below/",
            "OTEL_EXPORTER_OTLP_HEADERS", "x-key=a%20b+c, x-other=d",
            "OTEL_SERVICE_NAME", "shop-proxy",
            "OTEL_RESOURCE_ATTRIBUTES", "service.name=unheard,team=blue%2Fgreen");

    Ran ran = run(environment, "--otel");

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(sent("/below/v1/traces"))
        .contains("shop-proxy", "blue/green")
        .doesNotContain("unheard");
    assertThat(collector.keys()).containsEntry("/below/v1/traces", "a b+c");
  }

  @Test
  void sendsNothingUnlessItIsAsked() throws IOException {
    run(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url()));

    assertThat(collector.sent()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "server"})
  void refusesAWrongAddress(String command) {
    Ran ran = Ran.galopin(command, "--otel", "localhost:4318");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err())
        .contains("--otel: localhost:4318 (expected: an address such as http://localhost:4318)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OTEL_EXPORTER_OTLP_ENDPOINT | grpc://me:secret@c | grpc://…@c (expected: an address such"
            + " as http://localhost:4318, and a header for a password)",
        "OTEL_EXPORTER_OTLP_HEADERS | secret | something else (expected: NAME=VALUE, with commas"
            + " between several)",
        "OTEL_EXPORTER_OTLP_HEADERS | a=secret%0Ab | not shown (expected: a value in ASCII on one"
            + " line)",
        "OTEL_EXPORTER_OTLP_HEADERS | a=secret%zz | not shown (expected: two hexadecimal digits"
            + " after each %)",
        "OTEL_RESOURCE_ATTRIBUTES | secret | something else (expected: NAME=VALUE, with commas"
            + " between several)"
      })
  void refusesAWrongVariableWithoutItsValue(String variable, String value, String message)
      throws IOException {
    try {
      run(Map.of(variable, value), "--otel");
    } catch (io.galopin.app.console.CommandFailure wrong) {
      assertThat(wrong).hasMessage(variable + ": " + message);
      assertThat(wrong.exitCode()).isEqualTo(2);
      assertThat(wrong.getMessage()).doesNotContain("secret");
      return;
    }
    throw new AssertionError("it ran");
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void loadsTheLibraryOnlyIfItIsUsed(boolean used) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:stdout",
                "-cp",
                System.getProperty("java.class.path"),
                "io.galopin.app.Main",
                "--proxy",
                "127.0.0.1:0",
                "--backend",
                "127.0.0.1:1",
                "--http",
                "--http-port",
                "0",
                "--proxy-metrics"));
    if (used) {
      words.addAll(List.of("--otel", collector.url()));
    }
    Process java = new ProcessBuilder(words).redirectErrorStream(true).start();
    List<String> loaded = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(java.getInputStream(), StandardCharsets.UTF_8))) {
      boolean asked = false;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        loaded.add(line);
        if (!asked && line.startsWith("control API")) {
          asked = true;
          // Unlike that of the process, it leaves the output readable.
          java.toHandle().destroy();
        }
      }
    }
    java.waitFor();
    Stream<String> classes = loaded.stream().filter(line -> line.contains(" io.opentelemetry."));
    if (used) {
      assertThat(classes).isNotEmpty();
    } else {
      assertThat(classes).isEmpty();
      assertThat(loaded)
          .noneMatch(line -> line.contains(" io.galopin.telemetry.Telemetry "))
          .anyMatch(line -> line.contains(" io.galopin.app.run.Running "));
    }
  }
}
