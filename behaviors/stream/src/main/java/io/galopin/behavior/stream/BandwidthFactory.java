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
 * The toxic {@code bandwidth}: bytes pass as through a line of that rate, of which each connection
 * has one of its own per direction. A quantum of bytes leaves when the line has sent all of it.
 *
 * <p>Without drift: when the line is busy, the time at which it will be free follows from the bytes
 * alone, to a fraction of a nanosecond, whenever timers fire. The line saves nothing up while it is
 * idle.
 */
@Extension
public final class BandwidthFactory implements ToxicFactory {

  /** Of which no count of bytes overflows the time that they take. */
  private static final long HIGHEST = 1_000_000_000_000_000L;

  private static final Option<Long> RATE =
      Option.integer(
              "rate", 0, HIGHEST, "KB (1000 bytes) per second, 0 holds everything until changed")
          .orElse(0L);

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
    return List.of(RATE);
  }

  @Override
  public Toxic create(Options options) {
    long rate = options.get(RATE);
    return rate == 0
        ? (place, before) -> (length, arrived) -> Move.stay()
        : (place, before) -> new Line(place, rate, before);
  }

  private static final class Line implements Stage {

    /** How long a byte takes at 1 KB/s. */
    private static final long NANOS_AT_1 = 1_000_000;

    /** What passes at once is what the line sends in this time, in milliseconds. */
    private static final long QUANTUM = 10;

    /** Shorter than a timer can tell: not worth waiting for, the line stays busy as long. */
    private static final long MOMENT = 50_000;

    /** What may wait is what the line sends in so many quanta: the sender is to feel the line. */
    private static final long QUANTA_AHEAD = 10;

    private static final long LEAST_AHEAD = 1 << 16;

    private final Toxic.Place place;
    private final long rate;
    private final int quantum;
    private long free;
    private long rest;

    Line(Toxic.Place place, long rate, @Nullable Stage before) {
      this.place = place;
      this.rate = rate;
      quantum = (int) Math.min(Integer.MAX_VALUE, rate * QUANTUM);
      // Else a line that is changed again and again would never get a quantum through.
      free = before instanceof Line line ? line.free : place.now();
    }

    @Override
    public Move onBytes(int length, long arrived) {
      if (!Times.hasCome(arrived, free)) {
        free = arrived;
        rest = 0;
      }
      int bytes = Math.min(length, quantum);
      // What a quantum takes is a whole number of nanoseconds and, in parts of rate, a rest.
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
