package io.galopin.metrics;

import io.galopin.engine.ProxySpec;
import io.galopin.engine.socket.ProxyMeter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The numbers of a running engine: meters for its proxies, and ways to read them. Thread-safe.
 *
 * <pre>{@code
 * Metrics metrics = new Metrics(new MetricsSettings(true, false, Optional.empty()));
 * Engine engine = new Engine(EngineSettings.withSeed(seed).withMeters(metrics::meterFor));
 * // GET /metrics: metrics.scrape(), as metrics.CONTENT_TYPE
 * engine.close();
 * metrics.close(); // after the engine, so that statsd hears of its end
 * }</pre>
 */
public final class Metrics implements AutoCloseable {

  /** The media type of {@link #scrape}. */
  public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private final MetricsSettings settings;
  private final Counts counts;
  private final Optional<StatsdSender> statsd;
  private final Optional<RuntimeFamilies> runtime;

  /** Begins to count as {@code settings} say; with statsd among them, a thread starts. */
  public Metrics(MetricsSettings settings) {
    this.settings = settings;
    Queue<Reported> ended = new ConcurrentLinkedQueue<>();
    boolean reported = settings.statsd().isPresent();
    this.counts = new Counts(reported, reported ? ended::add : gone -> {});
    this.statsd = settings.statsd().map(to -> StatsdSender.start(to, counts::all, ended));
    this.runtime = settings.runtime() ? Optional.of(new RuntimeFamilies()) : Optional.empty();
  }

  /**
   * A meter for the proxy that {@code spec} describes. Meters of the same name count together, and
   * bytes also by the two addresses, for as long as one of them is in use: until it is {@linkplain
   * ProxyMeter#retired() retired} and its last connection has ended. Then what they counted is no
   * longer shown.
   *
   * @param spec with the address on which the proxy really listens
   */
  public ProxyMeter meterFor(ProxySpec spec) {
    return settings.proxies() || statsd.isPresent() ? counts.meterFor(spec) : ProxyMeter.NONE;
  }

  /**
   * All that Prometheus may see, in its text format; empty where nothing is switched on. Takes no
   * lock that an event loop waits for.
   */
  public String scrape() {
    List<MetricSnapshot> families = new ArrayList<>();
    if (settings.proxies()) {
      families.addAll(ProxyFamilies.of(counts));
    }
    runtime.ifPresent(of -> families.addAll(of.read()));
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(text, new MetricSnapshots(families));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  /**
   * Tells statsd what it has not been told yet, and sends no more. Waits for that at most two
   * seconds. What was counted can still be read.
   */
  @Override
  public void close() {
    statsd.ifPresent(StatsdSender::close);
  }
}
