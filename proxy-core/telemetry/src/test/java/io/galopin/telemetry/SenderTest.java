package io.galopin.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What sends goes on after an Error of the library that it uses. */
@Timeout(30)
class SenderTest {

  private static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.create("test");
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Heard heard = new Heard();
  private final Outages outages = new Outages(LoggerFactory.getLogger(Telemetry.class));
  private final AtomicInteger calls = new AtomicInteger();

  @AfterEach
  void stopListening() {
    heard.close();
  }

  /** Fails at the first call. */
  private CompletableResultCode called() {
    if (calls.incrementAndGet() == 1) {
      throw new NoClassDefFoundError("a/part/of/the/library");
    }
    return CompletableResultCode.ofSuccess();
  }

  private static long inASecond() {
    return System.nanoTime() + Duration.ofSeconds(1).toNanos();
  }

  @Test
  void spansAreSentAfterAnError() {
    SpanForm form = new SpanForm(Resource.empty(), 1, SCOPE);
    SpanSender sender = new SpanSender(form, new Spans(), "here", PAUSE, outages).start();

    sender.queue().finished(Exchanges.http());
    await().until(() -> sender.queue().lost() == 1);
    sender.queue().finished(Exchanges.http());
    await().until(() -> calls.get() == 2);
    sender.end();
    sender.await(inASecond());

    assertThat(heard.lines())
        .containsExactly(
            "WARN cannot send spans to the collector at here:"
                + " java.lang.NoClassDefFoundError: a/part/of/the/library",
            "INFO sending to the collector at here works again",
            "WARN 1 spans did not get to the collector at here");
  }

  @Test
  void metricsAreSentAfterAnError() {
    MetricForm form = new MetricForm(Resource.empty(), SCOPE, () -> 0);
    MetricSender sender =
        new MetricSender(List::of, form, new Counts(), "here", outages).start(PAUSE);

    await().until(() -> calls.get() > 1);
    sender.end();
    sender.await(inASecond());

    assertThat(heard.lines())
        .containsExactly(
            "WARN cannot send metrics to the collector at here:"
                + " java.lang.NoClassDefFoundError: a/part/of/the/library",
            "INFO sending to the collector at here works again");
  }

  private final class Spans implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      return called();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  private final class Counts implements MetricExporter {
    @Override
    public CompletableResultCode export(Collection<MetricData> metrics) {
      return called();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
      return AggregationTemporality.CUMULATIVE;
    }
  }
}
