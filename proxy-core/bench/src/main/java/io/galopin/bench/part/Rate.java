package io.galopin.bench.part;

import io.galopin.bench.load.Streams;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How many bytes arrived in how many seconds. */
record Rate(long bytes, double seconds) {

  /**
   * Measures the rate of streams from now on.
   *
   * @throws IOException if nothing arrives
   */
  static Rate of(Streams streams, Duration time) throws IOException, InterruptedException {
    long before = streams.bytes();
    long start = System.nanoTime();
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
    Rate rate = new Rate(streams.bytes() - before, (System.nanoTime() - start) / 1e9);
    if (rate.bytes == 0) {
      throw new IOException("no byte came within " + time.toMillis() + " ms");
    }
    return rate;
  }

  double gigabytes() {
    return bytes / 1e9;
  }

  double gigabytesPerSecond() {
    return gigabytes() / seconds;
  }
}
