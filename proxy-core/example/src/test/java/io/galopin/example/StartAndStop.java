package io.galopin.example;

import io.galopin.embed.Galopin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Measures how long an embedded engine with one proxy takes to start and to stop. */
public final class StartAndStop {

  private static final int WARM_UPS = 200;
  private static final int TIMES = 500;
  private static final int AT_ONCE = 200;
  private static final String UPSTREAM = "127.0.0.1:9";

  private StartAndStop() {}

  /** Prints the figures. */
  public static void main(String[] arguments) {
    long[] starts = new long[TIMES];
    long[] stops = new long[TIMES];
    for (int i = -WARM_UPS; i < TIMES; i++) {
      long begin = System.nanoTime();
      Galopin galopin = started(i);
      long running = System.nanoTime();
      galopin.close();
      long end = System.nanoTime();
      if (i >= 0) {
        starts[i] = running - begin;
        stops[i] = end - running;
      }
    }
    tell("start", starts);
    tell("stop", stops);
    int threads = Thread.activeCount();
    List<Galopin> all = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      all.add(started(i));
    }
    System.out.printf("%d engines at once: %d threads%n", AT_ONCE, Thread.activeCount() - threads);
    all.forEach(Galopin::close);
  }

  private static Galopin started(long seed) {
    Galopin galopin = Galopin.start(seed);
    galopin.proxy("web", UPSTREAM).protocol("http").start();
    return galopin;
  }

  private static void tell(String what, long[] nanos) {
    Arrays.sort(nanos);
    System.out.printf(
        "%-5s p50 %.2f ms, p99 %.2f ms, most %.2f ms%n",
        what, millis(nanos[TIMES / 2]), millis(nanos[TIMES * 99 / 100]), millis(nanos[TIMES - 1]));
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }
}
