package io.galopin.scenario.run;

import io.galopin.client.Proxy;
import io.galopin.client.TrafficListener;
import io.galopin.client.Undo;
import io.galopin.scenario.result.Sample;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.HdrHistogram.Recorder;

/**
 * Counts the exchanges of a proxy as they end, with their latencies, in the same memory however
 * many there are. Event loops put them in; one thread takes them out.
 */
final class Traffic implements TrafficListener, AutoCloseable {

  private static final int DIGITS = 3;

  private final String probe;
  private final String proxy;
  private final Recorder latencies = new Recorder(DIGITS);
  private final AtomicLong unmeasured = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicReference<String> lost = new AtomicReference<>("");
  private final Undo listening;

  /** Counts what ends from now on. */
  Traffic(String probe, Proxy proxy) {
    this.probe = probe;
    this.proxy = proxy.name();
    this.listening = proxy.listen(this);
  }

  @Override
  public void ended(long nanos, boolean failed) {
    if (failed) {
      failures.incrementAndGet();
    } else if (nanos < 0) {
      unmeasured.incrementAndGet();
    } else {
      latencies.recordValue(nanos);
    }
  }

  @Override
  public void lost(String why) {
    lost.compareAndSet("", why);
  }

  /**
   * Makes samples of what has come since the last call.
   *
   * @param now in nanoseconds since the start
   */
  void drainTo(long now, Consumer<Sample> samples) {
    add(now, failures.getAndSet(0), Optional.of("failed"), samples);
    add(now, unmeasured.getAndSet(0), Optional.empty(), samples);
    Histogram histogram = latencies.getIntervalHistogram();
    for (HistogramIterationValue value : histogram.recordedValues()) {
      long count = value.getCountAtValueIteratedTo();
      samples.accept(new Sample(probe, now, value.getValueIteratedTo(), count, Optional.empty()));
    }
  }

  private void add(long now, long count, Optional<String> error, Consumer<Sample> samples) {
    if (count > 0) {
      samples.accept(new Sample(probe, now, -1, count, error));
    }
  }

  /** Returns why not all could be counted, as a sentence; empty if all were. */
  Optional<String> gap() {
    return Optional.of(lost.get())
        .filter(why -> !why.isEmpty())
        .map(why -> probe + ": not all traffic of " + proxy + " was counted: " + why);
  }

  @Override
  public void close() {
    listening.close();
  }
}
