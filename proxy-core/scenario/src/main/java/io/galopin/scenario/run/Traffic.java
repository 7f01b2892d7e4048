package io.galopin.scenario.run;

import io.galopin.client.Proxy;
import io.galopin.scenario.result.Sample;
import java.util.Optional;
import java.util.function.Consumer;

/** Counts the exchanges of a proxy, and how many of them failed. Not thread-safe. */
final class Traffic {

  private final Proxy proxy;
  private long exchanges;
  private long failures;

  /** Counts what comes from now on. */
  Traffic(Proxy proxy) {
    this.proxy = proxy;
    this.exchanges = proxy.traffic().exchanges();
  }

  String proxy() {
    return proxy.name();
  }

  /**
   * Makes samples of what has come since the last call.
   *
   * @param due in nanoseconds since the start
   * @param failed how many exchanges have failed since the start
   */
  void sample(String probe, long due, long failed, Consumer<Sample> samples) {
    long seen = proxy.traffic().exchanges();
    long more = seen - exchanges;
    long bad = Math.min(more, failed - failures);
    if (bad > 0) {
      samples.accept(new Sample(probe, due, -1, bad, Optional.of("failed")));
    }
    if (more > bad) {
      samples.accept(new Sample(probe, due, -1, more - bad, Optional.empty()));
    }
    exchanges = seen;
    failures += bad;
  }
}
