package io.galopin.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.engine.trace.ExchangeListeners;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what happens while the collector does not do its part. */
// Longer than all patience together. Without the bounds, a mute collector would hang for ever.
@Timeout(60)
class OutageTest {

  private static final Pace HASTY =
      new Pace(Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(300));

  private final ExchangeListeners exchanges = new ExchangeListeners();
  private FakeCollector collector;
  private Heard heard;

  @BeforeEach
  void start() throws IOException {
    heard = new Heard();
    collector = FakeCollector.start();
  }

  @AfterEach
  void stop() {
    collector.close();
    heard.close();
  }

  private Telemetry telemetry(boolean metrics) {
    return telemetry(collector.address(), metrics);
  }

  private Telemetry telemetry(URI address, boolean metrics) {
    return telemetry(address, metrics, HASTY);
  }

  private Telemetry telemetry(URI address, boolean metrics, Pace pace) {
    TelemetrySettings settings =
        new TelemetrySettings(
            address, Map.of(), Map.of(), true, metrics, 1, Duration.ofMillis(100));
    return Telemetry.start(settings, pace, "1", exchanges, List::of);
  }

  private void publish(int count) {
    for (int i = 0; i < count; i++) {
      exchanges.publish(Exchanges.http(), when -> true);
    }
  }

  @Test
  void oneWarningTellsOfACollectorThatIsNotThere() {
    URI nowhere = collector.address();
    collector.close();
    try (Telemetry telemetry = telemetry(nowhere, true)) {
      publish(3);
      await().until(() -> telemetry.lostSpans() == 3);
      publish(4);
      await().until(() -> telemetry.lostSpans() == 7);
    }
    assertThat(heard.lines())
        .hasSize(2)
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .matches(
                        "WARN cannot send (spans|metrics) to the collector at "
                            + nowhere
                            + "/v1/(traces|metrics): nobody accepts connections there"),
            last ->
                assertThat(last)
                    .isEqualTo(
                        "WARN 7 spans did not get to the collector at " + nowhere + "/v1/traces"));
  }

  @Test
  void itIsSaidWhenTheCollectorIsBack() throws IOException {
    URI address = collector.address();
    try (Telemetry telemetry = telemetry(address, false)) {
      publish(1);
      await().until(() -> collector.spans().size() == 1);
      collector.close();
      publish(2);
      await().until(() -> telemetry.lostSpans() == 2);
      collector = FakeCollector.startAt(address);
      publish(5);
      await().until(() -> collector.spans().size() == 5);
    }
    assertThat(heard.lines())
        .containsExactly(
            "WARN cannot send spans to the collector at "
                + address
                + "/v1/traces: nobody accepts connections there",
            "INFO sending to the collector at " + address + "/v1/traces works again",
            "WARN 2 spans did not get to the collector at " + address + "/v1/traces");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 500})
  void aRefusalIsSaidWithItsStatus(int status) {
    collector.answerWith(status);
    try (Telemetry telemetry = telemetry(false)) {
      publish(1);
      await().until(() -> telemetry.lostSpans() == 1);
    }
    assertThat(heard.lines())
        .first()
        .isEqualTo(
            "WARN cannot send spans to the collector at "
                + collector.address()
                + "/v1/traces: it answered with status "
                + status);
  }

  @Test
  void aMuteCollectorDoesNotKeepTheRunFromEnding() {
    collector.fallSilent();
    Telemetry telemetry = telemetry(true);
    publish(700);
    telemetry.close();

    assertThat(telemetry.lostSpans()).isEqualTo(700);
    assertThat(heard.lines())
        .contains(
            "WARN 700 spans did not get to the collector at " + collector.address() + "/v1/traces");
    assertThat(exchanges.isEmpty()).isTrue();
  }

  @Test
  void whatWaitsForAMuteCollectorIsBounded() {
    collector.fallSilent();
    Telemetry telemetry = telemetry(false);
    int tooMany = 3 * SpanQueue.MOST;
    publish(tooMany);

    // Some batches may have been taken already.
    assertThat(telemetry.lostSpans()).isBetween((long) SpanQueue.MOST, 2L * SpanQueue.MOST);
    telemetry.close();
    assertThat(telemetry.lostSpans()).isEqualTo(tooMany);
  }

  @Test
  void aSecondEndDoesNothing() {
    Telemetry telemetry = telemetry(collector.address(), true, Pace.USUAL);
    publish(1);
    telemetry.close();
    telemetry.close();

    assertThat(collector.spans()).hasSize(1);
    assertThat(heard.lines()).isEmpty();
  }
}
