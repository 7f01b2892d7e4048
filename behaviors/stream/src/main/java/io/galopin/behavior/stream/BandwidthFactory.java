package io.galopin.behavior.stream;

import io.galopin.api.Move;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.api.Stage;
import io.galopin.api.Toxic;
import io.galopin.api.ToxicFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pf4j.Extension;

/**
 * The toxic {@code bandwidth}: lets bytes pass as through a line of limited rate. Each connection
 * has its own line per direction. A quantum of bytes leaves when the line has sent all of it.
 *
 * <p>There is no drift: while the line is busy, the time at which it becomes free depends only on
 * the bytes, exact to a fraction of a nanosecond, not on when timers fire. An idle line does not
 * save up capacity.
 */
@Extension
public final class BandwidthFactory implements ToxicFactory {

  /** The highest rate at which no calculation overflows. */
  private static final long HIGHEST = 1_000_000_000_000_000L;

  private static final Option<Long> RATE =
      Option.integer(
              "rate", 0, HIGHEST, "KB (1000 bytes) per second, 0 holds everything until changed")
          .orElse(0L);

  private static final Option<Long> PACKET =
      Option.size(
          "packet",
          1,
          1 << 20,
          "bytes that leave together, as on a line that sends packets; without it, what the rate"
              + " gives in 10 ms");

  @Override
  public String name() {
    return "bandwidth";
  }

  @Override
  public String description() {
    return "limits the rate of bytes";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(RATE, PACKET);
  }

  @Override
  public Toxic create(Options options) {
    long rate = options.get(RATE);
    long packet = options.find(PACKET).orElse(1L);
    return rate == 0
        ? (place, before) -> (length, arrived) -> Move.stay()
        : (place, before) -> new Line(place, rate, packet, before);
  }

  private static final class Line implements Stage {

    /** How long a byte takes at 1 KB/s, in nanoseconds. */
    private static final long NANOS_AT_1 = 1_000_000;

    /**
     * The size of a quantum: what the line sends in this time, in milliseconds, in whole packets,
     * at least one.
     */
    private static final long QUANTUM = 10;

    /**
     * A time in nanoseconds that is too short for timers, so bytes leave this much early. The line
     * stays busy for that time.
     */
    private static final long MOMENT = 50_000;

    /** How many quanta may wait. Few, so that the sender notices the slow line. */
    private static final long QUANTA_AHEAD = 10;

    private static final long LEAST_AHEAD = 1 << 16;

    private final Toxic.Place place;
    private final long rate;
    private final int quantum;
    private long free;
    private long rest;

    Line(Toxic.Place place, long rate, long packet, @Nullable Stage before) {
      this.place = place;
      this.rate = rate;
      long packets = Math.max(1, Math.min(Integer.MAX_VALUE, rate * QUANTUM) / packet);
      quantum = (int) (packets * packet);
      // Otherwise a line that is changed repeatedly would never pass a quantum.
      free = before instanceof Line line ? line.free : place.now();
    }

    @Override
    public Move onBytes(int length, long arrived) {
      if (!Times.hasCome(arrived, free)) {
        free = arrived;
        rest = 0;
      }
      int bytes = Math.min(length, quantum);
      // A quantum takes a whole number of nanoseconds and a rest, which is kept in units of 1/rate.
      long time = bytes * NANOS_AT_1 + rest;
      long sent = free + time / rate;
      if (!Times.hasCome(sent - MOMENT, place.now())) {
        return Move.waitUntil(sent);
      }
      free = sent;
      rest = time % rate;
      return Move.pass(bytes);
    }

    @Override
    public long readAhead() {
      return Math.max(LEAST_AHEAD, QUANTA_AHEAD * quantum);
    }
  }
}
