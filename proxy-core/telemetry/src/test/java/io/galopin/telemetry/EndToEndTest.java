package io.galopin.telemetry;

import static io.galopin.telemetry.FakeCollector.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.galopin.api.Behavior;
import io.galopin.api.Options;
import io.galopin.api.PluginFactory;
import io.galopin.behavior.exchange.DelayFactory;
import io.galopin.behavior.exchange.ErrorFactory;
import io.galopin.engine.Engine;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.Limits;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import io.galopin.metrics.Metrics;
import io.galopin.metrics.MetricsSettings;
import io.galopin.protocol.http.HttpProtocolFactory;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sends HTTP through an engine and looks at what the collector gets. */
class EndToEndTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

  private FakeCollector collector;
  private HttpServer backend;
  private Metrics metrics;
  private Engine engine;
  private Telemetry telemetry;

  @BeforeEach
  void start() throws IOException {
    collector = FakeCollector.start();
    backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    backend.createContext(
        "/",
        request -> {
          try (request) {
            int status = request.getRequestURI().getPath().equals("/broken") ? 500 : 200;
            request.sendResponseHeaders(status, 2);
            request.getResponseBody().write(new byte[2]);
          }
        });
    backend.start();
    metrics = new Metrics(MetricsSettings.none().withReader());
    engine = new Engine(EngineSettings.withSeed(1).withMeters(metrics::meterFor));
    telemetry =
        Telemetry.start(
            new TelemetrySettings(
                collector.address(), Map.of(), Map.of(), true, true, 1, Duration.ofDays(1)),
            "1",
            engine.exchanges(),
            metrics::read);
  }

  @AfterEach
  void stop() {
    engine.close();
    telemetry.close();
    metrics.close();
    backend.stop(0);
    collector.close();
  }

  private Proxy open(PluginFactory plugin, Behavior behavior) {
    HttpProtocolFactory http = new HttpProtocolFactory();
    return engine
        .open(
            new ProxySpec(
                "web",
                new Address("127.0.0.1", 0),
                new Address("127.0.0.1", backend.getAddress().getPort()),
                "http",
                http.create(Options.of(http.options(), Map.of("fault-header", true))),
                RuleSet.of(
                    Mix.of(Map.of(plugin.name(), BigDecimal.valueOf(100)), name -> behavior)),
                Limits.defaults(),
                true))
        .join();
  }

  private static HttpResponse<byte[]> get(Proxy proxy, String path)
      throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + proxy.address().orElseThrow().getPort() + path);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .version(HttpClient.Version.HTTP_1_1)
            .header("traceparent", PARENT)
            .header("Authorization", "Bearer planted-secret")
            .timeout(Duration.ofSeconds(20))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
  }

  @Test
  void aDelayedExchangeIsASpanOfItsTrace() throws Exception {
    DelayFactory plugin = new DelayFactory();
    Proxy web = open(plugin, plugin.create(Options.of(plugin.options(), Map.of("sleep", "30 ms"))));

    HttpResponse<byte[]> reply = get(web, "/orders?token=planted-secret");
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).hasSize(2);
    assertThat(reply.headers().firstValue("x-galopin-fault")).hasValue("delay");
    await().until(() -> !collector.spans().isEmpty());

    Span span = collector.spans().get(0);
    Map<String, Object> attributes = attributes(span.getAttributesList());
    assertThat(HexFormat.of().formatHex(span.getTraceId().toByteArray())).isEqualTo(TRACE);
    assertThat(span.getName()).isEqualTo("GET");
    assertThat(attributes)
        .containsEntry("galopin.proxy", "web")
        .containsEntry("galopin.connection", 1L)
        .containsEntry("galopin.exchange", 1L)
        .containsEntry("galopin.fault", List.of("delay"))
        .containsEntry("http.response.status_code", 200L);
    assertThat((double) attributes.get("galopin.added.duration")).isGreaterThanOrEqualTo(0.03);
    assertThat(span.getEndTimeUnixNano() - span.getStartTimeUnixNano())
        .isGreaterThanOrEqualTo(30_000_000);
    assertThat(span.getEventsList()).hasSize(1);
    assertThat(span.toString()).doesNotContain("planted-secret");
  }

  @Test
  void anAnswerOfGalopinIsAnError() throws Exception {
    ErrorFactory plugin = new ErrorFactory();
    Proxy web = open(plugin, plugin.create(Options.of(plugin.options(), Map.of("warmup", "0"))));

    HttpResponse<byte[]> reply = get(web, "/");
    int status = reply.statusCode();
    assertThat(reply.headers().firstValue("x-galopin-fault")).hasValue("error");
    engine.close();
    telemetry.close();

    assertThat(status).isBetween(500, 599);
    assertThat(collector.spans())
        .singleElement()
        .satisfies(
            span ->
                assertThat(attributes(span.getAttributesList()))
                    .containsEntry("galopin.how", "answered")
                    .containsEntry("error.type", Integer.toString(status)));
    Metric faults = collector.latestMetrics().get("galopin.faults");
    assertThat(faults.getSum().getDataPointsList())
        .singleElement()
        .satisfies(point -> assertThat(point.getAsInt()).isEqualTo(1));
    assertThat(
            collector.latestMetrics().get("galopin.exchanges").getSum().getDataPoints(0).getAsInt())
        .isEqualTo(1);
  }
}
