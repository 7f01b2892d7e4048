package io.galopin.behavior.exchange;

import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.behavior.chance.Distribution;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** The options for the length of a delay: fixed, or drawn from a distribution. */
final class DelayLength {

  /** The names of the distributions. */
  enum Kind {
    FIXED,
    UNIFORM,
    NORMAL,
    LOGNORMAL,
    PARETO
  }

  private static final Duration DAY = Duration.ofHours(24);

  private static final Option<Duration> SLEEP =
      time("sleep", Duration.ZERO, "how long to wait").orElse(Duration.ofSeconds(1));

  private static final Option<Kind> DISTRIBUTION =
      Option.choice(
          "distribution",
          Kind.class,
          "how the delays are distributed; fixed by default, lognormal if p50 and p99 are given");

  private static final Option<Duration> LEAST =
      time("least", Duration.ZERO, "uniform and pareto: the shortest delay");

  private static final Option<Duration> MOST =
      time("most", Duration.ZERO, "uniform: the longest delay");

  private static final Option<Duration> DEVIATION =
      time("deviation", Duration.ZERO, "normal: the standard deviation; sleep is the mean");

  private static final Option<Duration> P50 =
      time("p50", Duration.ofNanos(1000), "lognormal: the median");

  private static final Option<Duration> P99 =
      time("p99", Duration.ofNanos(1000), "lognormal: the 99th percentile");

  private static final Option<Double> SHAPE =
      Option.decimal("shape", 0.1, 100, "pareto: how fast long delays become rare");

  private static final Option<Duration> LONGEST =
      time("longest", Duration.ZERO, "the upper limit; longer drawn delays are cut to it")
          .orElse(Duration.ofMinutes(1));

  /** All options, in order of display. */
  static final List<Option<?>> OPTIONS =
      List.of(SLEEP, DISTRIBUTION, LEAST, MOST, DEVIATION, P50, P99, SHAPE, LONGEST);

  private static final Set<Option<?>> PARAMETERS = Set.of(LEAST, MOST, DEVIATION, P50, P99, SHAPE);

  private final Options options;
  private final Kind kind;

  private DelayLength(Options options) {
    this.options = options;
    boolean percentiles = options.find(P50).isPresent() || options.find(P99).isPresent();
    this.kind = options.find(DISTRIBUTION).orElse(percentiles ? Kind.LOGNORMAL : Kind.FIXED);
  }

  private static Option<Duration> time(String name, Duration least, String description) {
    return Option.duration(name, ChronoUnit.SECONDS, least, DAY, description);
  }

  /**
   * Reads {@link #OPTIONS}.
   *
   * @return a function that always returns the same delay for the same exchange
   * @throws OptionException if the options contradict each other
   */
  static Function<Exchange, Decision> read(Options options) {
    return new DelayLength(options).read();
  }

  private Function<Exchange, Decision> read() {
    return switch (kind) {
      case FIXED -> {
        refuseOthers(Set.of());
        Decision delay = Decision.delay(options.get(SLEEP));
        yield exchange -> delay;
      }
      case UNIFORM -> {
        refuseOthers(Set.of(LEAST, MOST));
        double most = nanos(MOST);
        double least = options.find(LEAST).isPresent() ? nanos(LEAST) : 0;
        refuseUnless(least <= most, MOST, "least or more, which is " + LEAST.text(of(least)));
        yield capped(new Distribution.Uniform(least, most));
      }
      case NORMAL -> {
        refuseOthers(Set.of(DEVIATION));
        yield capped(new Distribution.Normal(nanos(SLEEP), nanos(DEVIATION)));
      }
      case LOGNORMAL -> {
        refuseOthers(Set.of(P50, P99));
        double p50 = nanos(P50);
        double p99 = nanos(P99);
        refuseUnless(p50 <= p99, P99, "p50 or more, which is " + P50.text(of(p50)));
        yield capped(Distribution.Lognormal.through(p50, p99));
      }
      case PARETO -> {
        refuseOthers(Set.of(LEAST, SHAPE));
        double least = nanos(LEAST);
        refuseUnless(least > 0, LEAST, "more than 0 s, as distribution is pareto");
        yield capped(new Distribution.Pareto(least, required(SHAPE)));
      }
    };
  }

  /** Refuses options that would have no effect. */
  private void refuseOthers(Set<Option<?>> used) {
    for (Option<?> option : OPTIONS) {
      if (PARAMETERS.contains(option) && !used.contains(option)) {
        options
            .find(option)
            .ifPresent(
                value -> {
                  throw new OptionException(
                      option.name(), given(option), "nothing, as distribution is " + name());
                });
      }
    }
  }

  private double nanos(Option<Duration> option) {
    Duration value = required(option);
    // If most delays were cut, they would not be what the user asked for.
    refuseUnless(
        value.compareTo(options.get(LONGEST)) <= 0,
        option,
        "at most longest, which is " + LONGEST.text(options.get(LONGEST)));
    return value.toNanos();
  }

  private <T> T required(Option<T> option) {
    return options
        .find(option)
        .orElseThrow(
            () ->
                new OptionException(
                    option.name(), "missing", option.range() + ", as distribution is " + name()));
  }

  private void refuseUnless(boolean holds, Option<?> option, String expected) {
    if (!holds) {
      throw new OptionException(option.name(), given(option), expected);
    }
  }

  private <T> String given(Option<T> option) {
    return option.text(options.get(option));
  }

  private String name() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private Function<Exchange, Decision> capped(Distribution distribution) {
    double longest = options.get(LONGEST).toNanos();
    return exchange ->
        Decision.delay(of(Math.max(0, Math.min(longest, distribution.draw(exchange::draw)))));
  }

  private static Duration of(double nanos) {
    return Duration.ofNanos(Math.round(nanos));
  }
}
