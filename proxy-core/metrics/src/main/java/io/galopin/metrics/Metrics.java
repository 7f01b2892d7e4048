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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * The metrics of a running engine: meters for its proxies, and ways to read them. Thread-safe.
 *
 * <pre>{@code
 * Metrics metrics = new Metrics(new MetricsSettings(true, false, Optional.empty()));
 * Engine engine = new Engine(EngineSettings.withSeed(seed).withMeters(metrics::meterFor));
 * // GET /metrics: metrics.scrape(), as metrics.CONTENT_TYPE
 * engine.close();
 * metrics.close(); // after the engine, so that statsd gets the last counts
 * }</pre>
 */
public final class Metrics implements AutoCloseable {

  /** The media type of {@link #scrape}. */
  public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private final MetricsSettings settings;
  private final Counts counts;
  private final Queue<Reported> unread = new ConcurrentLinkedQueue<>();
  private final Optional<StatsdSender> statsd;
  private final Optional<RuntimeFamilies> runtime;

  /** Begins to count what {@code settings} ask for. If they include statsd, starts a thread. */
  public Metrics(MetricsSettings settings) {
    this(settings, Duration.ofSeconds(1));
  }

  /**
   * The same.
   *
   * @param interval from one report to statsd to the next
   */
  Metrics(MetricsSettings settings, Duration interval) {
    this.settings = settings;
    Queue<Reported> ended = new ConcurrentLinkedQueue<>();
    boolean reported = settings.statsd().isPresent();
    this.counts =
        new Counts(
            reported,
            gone -> {
              if (reported) {
                ended.add(gone);
              }
              if (settings.read()) {
                unread.add(gone);
              }
            });
    this.statsd = settings.statsd().map(to -> StatsdSender.start(to, interval, counts::all, ended));
    this.runtime = settings.runtime() ? Optional.of(new RuntimeFamilies()) : Optional.empty();
  }

  /**
   * Returns a meter for the proxy that {@code spec} describes. Meters of the same name share their
   * counts; byte counts are shared only if both addresses are the same, too. A meter is in use
   * until it is {@linkplain ProxyMeter#retired() retired} and its last connection has ended. Counts
   * are shown as long as one of their meters is in use.
   *
   * @param spec with the actual listen address
   */
  public ProxyMeter meterFor(ProxySpec spec) {
    return settings.proxies() || statsd.isPresent() || settings.read()
        ? counts.meterFor(spec)
        : ProxyMeter.NONE;
  }

  /**
   * Returns all metrics in Prometheus' text format; empty if none is turned on. Takes no lock that
   * an event loop could wait for.
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
   * Returns what is counted of proxies now, and the last counts of those that have ended since the
   * last call. If one of the same name and addresses has begun since, only that is in it. Takes no
   * lock that an event loop could wait for. Called by one thread at a time, if the settings say
   * that it is called at all.
   */
  public List<Measured> read() {
    List<ProxyCounts> proxies = new ArrayList<>(counts.proxies());
    List<ByteCounts> bytes = new ArrayList<>(counts.bytes());
    Set<String> names = proxies.stream().map(each -> each.proxy).collect(Collectors.toSet());
    Set<Addresses> pairs = bytes.stream().map(each -> each.between).collect(Collectors.toSet());
    for (Reported gone = unread.poll(); gone != null; gone = unread.poll()) {
      if (gone instanceof ProxyCounts proxy && names.add(proxy.proxy)) {
        proxies.add(proxy);
      } else if (gone instanceof ByteCounts pair && pairs.add(pair.between)) {
        bytes.add(pair);
      }
    }
    return Readings.of(proxies, bytes);
  }

  /**
   * Sends the remaining counts to statsd and stops sending. Waits at most two seconds for that.
   * {@link #scrape} still works afterwards.
   */
  @Override
  public void close() {
    statsd.ifPresent(StatsdSender::close);
  }
}
