package io.galopin.behavior.stream;

import io.galopin.api.Move;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.api.Stage;
import io.galopin.api.Toxic;
import io.galopin.api.ToxicFactory;
import io.galopin.behavior.chance.Distribution;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.ToLongFunction;
import org.pf4j.Extension;

/**
 * The toxic {@code latency}: delays what was read at once, and keeps the order. Any number of bytes
 * may be waiting at the same time. Delays are fixed, uniform around a mean, or lognormal. What
 * follows a piece with a long delay closely waits for it.
 */
@Extension
public final class LatencyFactory implements ToxicFactory {

  private static final Option<Duration> LATENCY =
      Times.option("latency", ChronoUnit.MILLIS, "how long bytes are delayed");

  private static final Option<Duration> JITTER =
      Times.option("jitter", ChronoUnit.MILLIS, "how much longer or shorter the delay may be");

  private static final Option<Duration> P50 = percentile("p50", "lognormal: the median");

  private static final Option<Duration> P99 = percentile("p99", "lognormal: the 99th percentile");

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public String description() {
    return "delays all bytes, with jitter or by a lognormal distribution";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(LATENCY, JITTER, P50, P99);
  }

  private static Option<Duration> percentile(String name, String description) {
    return Option.duration(
        name, ChronoUnit.MILLIS, Duration.ofNanos(1000), Times.LONGEST, description);
  }

  @Override
  public Toxic create(Options options) {
    if (options.find(P50).isPresent() || options.find(P99).isPresent()) {
      return lognormal(options);
    }
    long latency = options.get(LATENCY).toNanos();
    long jitter = options.get(JITTER).toNanos();
    return (place, before) ->
        new Latency(place, jitter == 0 ? any -> latency : any -> uniform(any, latency, jitter));
  }

  private static long uniform(Toxic.Place place, long latency, long jitter) {
    return Math.max(0, latency + Math.round((2 * place.nextDraw() - 1) * jitter));
  }

  private static Toxic lognormal(Options options) {
    refuse(LATENCY, options);
    refuse(JITTER, options);
    Duration p50 = required(P50, options);
    Duration p99 = required(P99, options);
    if (p99.compareTo(p50) < 0) {
      throw new OptionException(
          P99.name(), P99.text(p99), "p50 or more, which is " + P50.text(p50));
    }
    Distribution delays =
        Distribution.Lognormal.through((double) p50.toNanos(), (double) p99.toNanos());
    double longest = Times.LONGEST.toNanos();
    return (place, before) ->
        new Latency(
            place, any -> Math.round(Math.min(longest, delays.draw(purpose -> any.nextDraw()))));
  }

  /** Refuses what would have no effect. Clients send zeros, too, because they have read them. */
  private static void refuse(Option<Duration> option, Options options) {
    Duration given = options.get(option);
    if (!given.isZero()) {
      throw new OptionException(
          option.name(), option.text(given), "nothing, as p50 and p99 are given");
    }
  }

  private static Duration required(Option<Duration> option, Options options) {
    return options
        .find(option)
        .orElseThrow(
            () ->
                new OptionException(
                    option.name(), "missing", option.range() + ", as p50 and p99 belong together"));
  }

  private static final class Latency implements Stage {

    private final Toxic.Place place;
    private final ToLongFunction<Toxic.Place> delays;
    private boolean decided;
    private long delay;

    Latency(Toxic.Place place, ToLongFunction<Toxic.Place> delays) {
      this.place = place;
      this.delays = delays;
    }

    @Override
    public Move onBytes(int length, long arrived) {
      if (!decided) {
        delay = delays.applyAsLong(place);
        decided = true;
      }
      if (!Times.hasCome(arrived + delay, place.now())) {
        return Move.waitUntil(arrived + delay);
      }
      decided = false;
      return Move.passAll();
    }
  }
}
