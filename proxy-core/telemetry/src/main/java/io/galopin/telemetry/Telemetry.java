package io.galopin.telemetry;

import io.galopin.engine.trace.ExchangeListeners;
import io.galopin.engine.trace.Subscription;
import io.galopin.metrics.Measured;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends spans and metrics of a running engine to a collector until it is closed. A collector that
 * is slow, mute or not there has no effect on the engine. Thread-safe.
 */
public final class Telemetry implements AutoCloseable {

  /** Who made the spans and metrics. */
  private static final String SCOPE = "io.galopin";

  /**
   * The library's own messages, one for each request that fails. Kept, or they would be forgotten.
   */
  private static final Logger CHATTY = Logger.getLogger("io.opentelemetry");

  private static final org.slf4j.Logger log = LoggerFactory.getLogger(Telemetry.class);

  private final Pace pace;
  private final Optional<SpanSender> spans;
  private final Optional<MetricSender> metrics;
  private final Optional<Subscription> subscription;
  private boolean closed;

  private Telemetry(
      TelemetrySettings settings,
      Pace pace,
      String version,
      ExchangeListeners exchanges,
      Supplier<List<Measured>> read) {
    this.pace = pace;
    Resource resource = resource(settings);
    InstrumentationScopeInfo scope =
        InstrumentationScopeInfo.builder(SCOPE).setVersion(version).build();
    Outages outages = new Outages(log);
    spans =
        settings.traces()
            ? Optional.of(
                spans(settings, new SpanForm(resource, settings.tracesSample(), scope), outages)
                    .start())
            : Optional.empty();
    metrics =
        settings.metrics()
            ? Optional.of(
                metrics(settings, new MetricForm(resource, scope, this::lostSpans), read, outages)
                    .start(settings.interval()))
            : Optional.empty();
    subscription = spans.map(sender -> exchanges.listen(sender.queue()));
  }

  /**
   * Starts to send.
   *
   * @param version of Galopin
   * @param exchanges tells of exchanges that are over
   * @param read returns what is counted; called by one thread at a time
   */
  public static Telemetry start(
      TelemetrySettings settings,
      String version,
      ExchangeListeners exchanges,
      Supplier<List<Measured>> read) {
    return start(settings, Pace.USUAL, version, exchanges, read);
  }

  /** The same, at another pace. */
  static Telemetry start(
      TelemetrySettings settings,
      Pace pace,
      String version,
      ExchangeListeners exchanges,
      Supplier<List<Measured>> read) {
    CHATTY.setLevel(Level.OFF);
    return new Telemetry(settings, pace, version, exchanges, read);
  }

  private static Resource resource(TelemetrySettings settings) {
    AttributesBuilder attributes = io.opentelemetry.api.common.Attributes.builder();
    settings.resource().forEach(attributes::put);
    return Resource.getDefault().merge(Resource.create(attributes.build()));
  }

  private SpanSender spans(TelemetrySettings settings, SpanForm form, Outages outages) {
    String where = settings.path("traces");
    var exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(where)
            .setTimeout(Duration.ofSeconds(SpanSender.MOST_SECONDS))
            .setRetryPolicy(pace.retry());
    settings.headers().forEach(exporter::addHeader);
    SpanExporter made = exporter.build();
    return new SpanSender(form, made, where, pace.pause(), outages);
  }

  private MetricSender metrics(
      TelemetrySettings settings, MetricForm form, Supplier<List<Measured>> read, Outages outages) {
    String where = settings.path("metrics");
    var exporter =
        OtlpHttpMetricExporter.builder()
            .setEndpoint(where)
            .setTimeout(Duration.ofSeconds(SpanSender.MOST_SECONDS))
            .setRetryPolicy(pace.retry());
    settings.headers().forEach(exporter::addHeader);
    MetricExporter made = exporter.build();
    return new MetricSender(read, form, made, where, outages);
  }

  /** Returns how many spans did not get to the collector. */
  public long lostSpans() {
    return spans.map(sender -> sender.queue().lost()).orElse(0L);
  }

  /**
   * Sends what is left and stops. To be called when the engine is closed. Waits at most about three
   * seconds; what is not sent by then is lost, and the log says how many spans that are. A second
   * call does nothing.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    subscription.ifPresent(Subscription::close);
    long deadline = System.nanoTime() + pace.patience().toNanos();
    spans.ifPresent(SpanSender::end);
    metrics.ifPresent(MetricSender::end);
    spans.ifPresent(sender -> sender.await(deadline));
    metrics.ifPresent(sender -> sender.await(deadline));
  }
}
