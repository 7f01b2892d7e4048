package io.galopin.metrics;

import io.galopin.metrics.Measured.Distribution;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A histogram of durations from half a millisecond to a minute. Recording neither waits nor
 * allocates. The library's own histogram takes a lock while it is scraped, so event loops would
 * wait. Thread-safe.
 */
final class Timings {

  private static final double[] SECONDS = {
    0.0005,
    0.001,
    0.0025,
    0.005,
    0.01,
    0.025,
    0.05,
    0.1,
    0.25,
    0.5,
    1,
    2.5,
    5,
    10,
    30,
    60,
    Double.POSITIVE_INFINITY
  };

  private static final List<Double> BOUNDS = Arrays.stream(SECONDS).boxed().toList();

  /** The same in nanoseconds. The last is the largest possible value. */
  private static final long[] NANOS =
      Arrays.stream(SECONDS).mapToLong(seconds -> Math.round(seconds * 1e9)).toArray();

  private final LongAdder[] buckets =
      Stream.generate(LongAdder::new).limit(NANOS.length).toArray(LongAdder[]::new);
  private final LongAdder sum = new LongAdder();
  private final @Nullable Samples samples;

  /**
   * Creates an empty histogram.
   *
   * @param sampled whether individual timings are also kept, for statsd
   */
  Timings(boolean sampled) {
    this.samples = sampled ? new Samples() : null;
  }

  void record(long nanos) {
    int bucket = 0;
    while (nanos > NANOS[bucket]) {
      bucket++;
    }
    buckets[bucket].increment();
    sum.add(nanos);
    if (samples != null) {
      samples.record(nanos);
    }
  }

  /** The individual timings, if they are kept. */
  Optional<Samples> samples() {
    return Optional.ofNullable(samples);
  }

  Distribution distribution() {
    // The sum is read first: it may lag behind the count but never exceed what was counted.
    double seconds = sum.sum() / 1e9;
    return new Distribution(BOUNDS, Arrays.stream(buckets).map(LongAdder::sum).toList(), seconds);
  }
}
