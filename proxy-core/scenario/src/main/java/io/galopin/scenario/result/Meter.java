package io.galopin.scenario.result;

import org.HdrHistogram.Histogram;

/**
 * Sums up calls of a probe: how many, how many failed, and the latencies of those that were
 * answered, exact to three digits. Takes the same memory however many there are. Not thread-safe.
 */
public final class Meter {

  private static final int DIGITS = 3;

  private final Histogram latencies = new Histogram(DIGITS);
  private long calls;
  private long errors;

  /** Adds calls. */
  public void add(Sample sample) {
    calls += sample.count();
    if (sample.error().isPresent()) {
      errors += sample.count();
    } else if (sample.latency() >= 0) {
      latencies.recordValueWithCount(sample.latency(), sample.count());
    }
  }

  /** Adds what another one has summed up. */
  void add(Meter other) {
    calls += other.calls;
    errors += other.errors;
    latencies.add(other.latencies);
  }

  /** Returns what there is so far as that of a part of a run, in nanoseconds since the start. */
  public Window window(String probe, long from, long to) {
    return Window.of(probe, from, to, calls, errors, latencies);
  }
}
