package io.galopin.telemetry;

import static io.galopin.telemetry.FakeCollector.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.galopin.engine.journal.ExchangeRef;
import io.galopin.engine.trace.ExchangeListeners;
import io.galopin.engine.trace.FinishedExchange;
import io.galopin.engine.trace.FinishedExchange.Did;
import io.galopin.engine.trace.FinishedExchange.How;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what a collector gets to know of exchanges. */
class SpansTest {

  private static final String PARENT = "00-" + Exchanges.TRACE + "-" + Exchanges.CALLER + "-01";

  private final ExchangeListeners exchanges = new ExchangeListeners();
  private FakeCollector collector;

  @BeforeEach
  void start() throws IOException {
    collector = FakeCollector.start();
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  private TelemetrySettings settings(double sample) {
    return new TelemetrySettings(
        collector.address(),
        Map.of("Authorization", "Bearer abc"),
        Map.of("service.name", "shop-proxy", "deployment.environment.name", "staging"),
        true,
        false,
        sample,
        Duration.ofDays(1));
  }

  /** Sends exchanges and returns their spans, in the same order. */
  private List<Span> sent(FinishedExchange... each) {
    return sent(settings(1), each);
  }

  private List<Span> sent(TelemetrySettings settings, FinishedExchange... each) {
    try (Telemetry telemetry = Telemetry.start(settings, "1.2", exchanges, List::of)) {
      for (FinishedExchange exchange : each) {
        exchanges.publish(exchange, when -> true);
      }
    }
    return collector.spans();
  }

  @Test
  void belongToTheTraceOfTheRequest() {
    assertThat(sent(Exchanges.withParent(PARENT)))
        .singleElement()
        .satisfies(
            span -> {
              assertThat(hex(span.getTraceId())).isEqualTo(Exchanges.TRACE);
              assertThat(hex(span.getParentSpanId())).isEqualTo(Exchanges.CALLER);
              assertThat(hex(span.getSpanId()))
                  .hasSize(16)
                  .isNotEqualTo(Exchanges.CALLER)
                  .isNotEqualTo("0".repeat(16));
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-" + Exchanges.TRACE + "-" + Exchanges.CALLER + "-zz",
        "ff-" + Exchanges.TRACE + "-" + Exchanges.CALLER + "-01",
        "00-00000000000000000000000000000000-" + Exchanges.CALLER + "-01",
        "00-" + Exchanges.TRACE + "-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-" + Exchanges.CALLER + "-01",
        "00_" + Exchanges.TRACE + "_" + Exchanges.CALLER + "_01",
        "no parent at all, but as many characters as one has, 55",
      })
  void beginATraceIfTheRequestBelongsToNone(String parent) {
    List<Span> spans = sent(Exchanges.withParent(parent), Exchanges.withParent(parent));

    assertThat(spans).hasSize(2).allSatisfy(span -> assertThat(span.getParentSpanId()).isEmpty());
    assertThat(spans.get(0).getTraceId()).isNotEqualTo(spans.get(1).getTraceId());
    assertThat(hex(spans.get(0).getTraceId())).isNotEqualTo(Exchanges.TRACE);
  }

  @Test
  void understandAParentOfALaterVersion() {
    String later = "cc-" + Exchanges.TRACE + "-" + Exchanges.CALLER + "-01";

    assertThat(sent(Exchanges.withParent(later)))
        .singleElement()
        .satisfies(span -> assertThat(hex(span.getTraceId())).isEqualTo(Exchanges.TRACE));
  }

  @Test
  void areSampledAsTheirParentSays() {
    String unsampled = "00-" + Exchanges.TRACE + "-" + Exchanges.CALLER + "-00";

    assertThat(
            sent(
                settings(0),
                Exchanges.withParent(unsampled),
                Exchanges.http(),
                Exchanges.withParent(PARENT)))
        .singleElement()
        .satisfies(span -> assertThat(hex(span.getTraceId())).isEqualTo(Exchanges.TRACE));
    assertThat(sent(settings(1), Exchanges.withParent(unsampled))).hasSize(1);
  }

  @Test
  void sayWhenWhereAndHow() {
    Span span = sent(Exchanges.http()).get(0);

    assertThat(span.getName()).isEqualTo("GET");
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(span.getStartTimeUnixNano()).isEqualTo(1_770_091_506_007_008_009L);
    assertThat(span.getEndTimeUnixNano() - span.getStartTimeUnixNano()).isEqualTo(2_000_000_005);
    assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
    assertThat(span.getEventsList()).isEmpty();
    assertThat(attributes(span.getAttributesList()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("galopin.proxy", "web"),
                Map.entry("galopin.protocol", "http"),
                Map.entry("galopin.connection", 7L),
                Map.entry("galopin.exchange", 3L),
                Map.entry("galopin.request", "GET /a"),
                Map.entry("galopin.reply", "200"),
                Map.entry("galopin.how", "replied"),
                Map.entry("galopin.request.size", 120L),
                Map.entry("galopin.reply.size", 340L),
                Map.entry("galopin.backend.duration", 0.5),
                Map.entry("galopin.added.duration", 1.5),
                Map.entry("client.address", "127.0.0.1"),
                Map.entry("client.port", 50_000L),
                Map.entry("network.transport", "tcp"),
                Map.entry("http.request.method", "GET"),
                Map.entry("http.response.status_code", 200L)));
  }

  @Test
  void haveAnEventForEachFault() {
    Span span =
        sent(Exchanges.of(
                "http",
                new ExchangeRef(3, "GET /a", "", ""),
                "503",
                true,
                How.ANSWERED,
                "",
                List.of(
                    new Did("slow", "delay", "delayed by 1.5 s"),
                    new Did("", "error", "answered 503"))))
            .get(0);

    assertThat(span.getEventsList()).extracting(Span.Event::getName).containsOnly("galopin.fault");
    assertThat(span.getEventsList())
        .extracting(event -> attributes(event.getAttributesList()))
        .containsExactly(
            Map.of(
                "galopin.rule", "slow",
                "galopin.behavior", "delay",
                "galopin.did", "delayed by 1.5 s"),
            Map.of("galopin.rule", "", "galopin.behavior", "error", "galopin.did", "answered 503"));
    assertThat(attributes(span.getAttributesList()))
        .containsEntry("galopin.fault", List.of("delay", "error"))
        .containsEntry("galopin.how", "answered")
        .containsEntry("http.response.status_code", 503L)
        .containsEntry("error.type", "503");
    assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http | GET /a | GET",
        "http | POST http://h/a?… | POST",
        "http | BREW /pot | HTTP",
        "redis | GET user:1 | GET",
        "redis | unknown command | unknown",
        "postgres | SELECT orders, UPDATE stock | SELECT",
        "postgres | Startup shop | Startup",
        "mysql | PREPARE SELECT t | PREPARE",
        "memcache | get | get",
        "smtp | MAIL FROM:<…@example.com> | MAIL",
        "tcp | 12 bytes | tcp",
        "beanstalkd | put | put",
        "beanstalkd | *3 | beanstalkd",
      })
  void areCalledByTheKindOfRequest(String protocol, String label, String name) {
    assertThat(sent(Exchanges.of(protocol, label, "x", false, How.REPLIED, "")))
        .singleElement()
        .satisfies(span -> assertThat(span.getName()).isEqualTo(name));
  }

  @Test
  void followTheConventionsForDatabases() {
    Span span =
        sent(Exchanges.of("postgres", "UPDATE stock", "40001", true, How.ANSWERED, "")).get(0);

    assertThat(attributes(span.getAttributesList()))
        .containsEntry("db.system.name", "postgresql")
        .containsEntry("db.operation.name", "UPDATE")
        .containsEntry("db.response.status_code", "40001")
        .containsEntry("error.type", "40001")
        .doesNotContainKey("http.request.method");
  }

  @Test
  void areOfTheLayerWhoseExchangeItIs() {
    ExchangeRef handshake = new ExchangeRef("tls", 0, "TLS 1.3 example.com", "", "");

    Span span =
        sent(Exchanges.of("http", handshake, "TLS 1.3", false, How.REPLIED, "", List.of())).get(0);

    assertThat(span.getName()).isEqualTo("TLS");
    assertThat(attributes(span.getAttributesList()))
        .containsEntry("galopin.layer", "tls")
        .containsEntry("galopin.protocol", "http")
        .doesNotContainKey("http.request.method");
  }

  @ParameterizedTest
  @CsvSource({
    "UNANSWERED, the connection ended before a reply came, unanswered",
    "CUT, the connection ended inside the reply, cut"
  })
  void areErrorsIfTheConnectionEndedTooEarly(How how, String what, String type) {
    Span span = sent(Exchanges.of("http", "GET /a", "", false, how, "")).get(0);

    assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    assertThat(span.getStatus().getMessage()).isEqualTo(what);
    assertThat(attributes(span.getAttributesList()))
        .containsEntry("error.type", type)
        .doesNotContainKeys("galopin.reply", "http.response.status_code");
  }

  @Test
  void areNoErrorsIfATurnGetsNoReply() {
    Span span = sent(Exchanges.of("tcp", "12 bytes", "", false, How.UNANSWERED, "")).get(0);

    assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
    assertThat(attributes(span.getAttributesList())).containsEntry("galopin.how", "unanswered");
  }

  @Test
  void comeFromANamedProcessWithTheHeaders() {
    sent(Exchanges.http());

    assertThat(collector.resource())
        .containsEntry("service.name", "shop-proxy")
        .containsEntry("deployment.environment.name", "staging")
        .containsEntry("telemetry.sdk.name", "opentelemetry");
    assertThat(collector.headers())
        .allSatisfy(
            headers -> assertThat(headers).containsEntry("Authorization", List.of("Bearer abc")));
    assertThat(settings(1).toString()).contains("Authorization").doesNotContain("abc");
  }

  @Test
  void goBelowThePathOfTheAddress() {
    TelemetrySettings plain = settings(1);
    TelemetrySettings below =
        new TelemetrySettings(
            URI.create(collector.address() + "/otlp/"),
            Map.of(),
            plain.resource(),
            true,
            false,
            1,
            plain.interval());

    assertThat(below.path("traces")).isEqualTo(collector.address() + "/otlp/v1/traces");
    assertThat(sent(below, Exchanges.http())).hasSize(1);
  }

  @Test
  void areSentBeforeTheEnd() {
    try (Telemetry telemetry = Telemetry.start(settings(1), "1.2", exchanges, List::of)) {
      for (int i = 0; i < 1000; i++) {
        exchanges.publish(Exchanges.http(), when -> true);
      }
      await().until(() -> collector.spans().size() == 1000);
      assertThat(telemetry.lostSpans()).isZero();
    }
    assertThat(exchanges.isEmpty()).isTrue();
    assertThat(collector.spans()).hasSize(1000);
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
