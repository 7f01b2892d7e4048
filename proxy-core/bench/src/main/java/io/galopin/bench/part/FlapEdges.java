package io.galopin.bench.part;

import io.galopin.bench.load.Probes.Probe;
import io.galopin.bench.load.Probes.Seen;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What clients saw of a flap: when it went down and came back, and what became of them meanwhile.
 *
 * @param begun when it was asked for, on the scale of the probes
 * @param up how long it is up, and then
 * @param down how long it is down
 * @param cycles how many times
 * @param probes in the order of their times
 */
record FlapEdges(long begun, Duration up, Duration down, int cycles, List<Probe> probes) {

  /** Clients this near to an edge may see either, and are not counted. */
  private static final long MARGIN = Duration.ofMillis(20).toNanos();

  /** The share of edges that a busy machine may hide. */
  private static final double MOST_UNSEEN = 0.1;

  /** When an edge should be. Even ones go down, odd ones come back. */
  private long expected(int edge) {
    long whole = edge / 2 * up.plus(down).toNanos();
    return begun + whole + (edge % 2 == 0 ? up : up.plus(down)).toNanos();
  }

  private static boolean isUp(Probe probe) {
    return probe.seen() == Seen.ANSWERED;
  }

  /** How far from its time an edge is looked for. */
  private long most() {
    return Math.min(up.toNanos(), down.toNanos()) / 2;
  }

  /**
   * Returns how far from its time each edge was, in nanoseconds. An edge is where the first client
   * begins that sees the change. If the machine is too busy, no client may see one in time. Such an
   * edge counts with half of the shorter period, which is the least that it can be off.
   *
   * @throws IOException if too many were not seen, so that this is more than a busy moment
   */
  Histogram errors() throws IOException {
    Histogram errors = new Histogram(3);
    int edges = 2 * cycles;
    int unseen = 0;
    for (int edge = 0; edge < edges; edge++) {
      long error = error(edge);
      if (error > most()) {
        unseen++;
        if (unseen > edges * MOST_UNSEEN) {
          throw new IOException(notSeen(edge, unseen));
        }
      }
      errors.recordValue(Math.min(error, most()));
    }
    return errors;
  }

  private long error(int edge) {
    boolean comesBack = edge % 2 == 1;
    long least = Long.MAX_VALUE;
    for (int i = 1; i < probes.size(); i++) {
      if (isUp(probes.get(i)) == comesBack && isUp(probes.get(i - 1)) != comesBack) {
        least = Math.min(least, Math.abs(probes.get(i).nanos() - expected(edge)));
      }
    }
    return least;
  }

  /** Says whether the clients were there: if they were far apart, it was they who were late. */
  private String notSeen(int edge, int unseen) {
    long widest = 0;
    for (int i = 1; i < probes.size(); i++) {
      if (Math.abs(probes.get(i).nanos() - expected(edge)) <= most()) {
        widest = Math.max(widest, probes.get(i).nanos() - probes.get(i - 1).nanos());
      }
    }
    return "edge %d of %d was not seen (unseen so far: %d); there, clients began up to %d ms apart"
        .formatted(edge + 1, 2 * cycles, unseen, TimeUnit.NANOSECONDS.toMillis(widest));
  }

  /**
   * Returns the share of clients that saw something, in percent.
   *
   * @param whileUp of those that came while it was up, or while it was down
   */
  double percent(boolean whileUp, Seen... seen) {
    List<Seen> wanted = List.of(seen);
    List<Probe> those = probes.stream().filter(probe -> isWithin(probe, whileUp)).toList();
    long hits = those.stream().filter(probe -> wanted.contains(probe.seen())).count();
    return those.isEmpty() ? 0 : 100.0 * hits / those.size();
  }

  private boolean isWithin(Probe probe, boolean whileUp) {
    long since = probe.nanos() - begun;
    long cycle = up.plus(down).toNanos();
    if (since < 0 || since >= cycles * cycle) {
      return false;
    }
    long place = since % cycle;
    long from = whileUp ? 0 : up.toNanos();
    long to = whileUp ? up.toNanos() : cycle;
    return place >= from + MARGIN && place < to - MARGIN;
  }
}
