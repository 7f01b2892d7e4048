package io.galopin.bench.part;

import io.galopin.bench.load.Streams;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How many bytes arrived in how many seconds. */
record Rate(long bytes, double seconds) {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
  private static final long LOOK_MILLIS = 20;

  /**
   * Measures the rate of streams from their first byte on.
   *
   * @throws IOException if nothing arrives
   */
  static Rate of(Streams streams, Duration time) throws IOException, InterruptedException {
    awaitFirst(streams);
    long before = streams.bytes();
    long start = System.nanoTime();
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
    Rate rate = new Rate(streams.bytes() - before, (System.nanoTime() - start) / 1e9);
    if (rate.bytes == 0) {
      throw new IOException("no byte came within " + time.toMillis() + " ms");
    }
    return rate;
  }

  /** A relay that was just started may take longer for 1,000 connections than is measured. */
  private static void awaitFirst(Streams streams) throws InterruptedException {
    long start = System.nanoTime();
    while (streams.bytes() == 0 && System.nanoTime() - start < PATIENCE) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  double gigabytes() {
    return bytes / 1e9;
  }

  double gigabytesPerSecond() {
    return gigabytes() / seconds;
  }
}
