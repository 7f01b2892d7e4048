package io.galopin.scenario.model;

import java.util.Locale;

/**
 * What must hold for a number.
 *
 * @param limit latencies in milliseconds, {@link Metric#ERRORS} from 0 to 1
 */
public record Expectation(Metric metric, Comparison comparison, double limit) {

  /** No errors: what holds where nothing is said about them. */
  public static final Expectation NO_ERRORS = new Expectation(Metric.ERRORS, Comparison.AT_MOST, 0);

  /** What is compared. */
  public enum Metric {
    /** The share of calls that failed. */
    ERRORS(0),
    P50(50),
    P75(75),
    P90(90),
    P95(95),
    P99(99),
    P999(99.9),
    /** The longest latency. */
    MAX(100),
    /** How many faults were injected. */
    FAULTS(0);

    private final double percentile;

    Metric(double percentile) {
      this.percentile = percentile;
    }

    /** The percentile, from 0 to 100, of a metric that is one. */
    public double percentile() {
      return percentile;
    }

    /** Whether it is a latency. */
    public boolean isLatency() {
      return percentile > 0;
    }

    /** The name in files. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How a number is compared with a limit. */
  public enum Comparison {
    LESS("<"),
    AT_MOST("<="),
    AT_LEAST(">="),
    MORE(">");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    /** As it is written. */
    public String sign() {
      return sign;
    }
  }

  /** Whether it holds for a number. */
  public boolean holds(double seen) {
    return switch (comparison) {
      case LESS -> seen < limit;
      case AT_MOST -> seen <= limit;
      case AT_LEAST -> seen >= limit;
      case MORE -> seen > limit;
    };
  }

  /** Writes a number as this metric is written: {@code 5%}, {@code 300 ms}. */
  public String shown(double number) {
    if (metric == Metric.FAULTS) {
      return String.valueOf((long) number);
    }
    if (metric.isLatency()) {
      return Times.millis(number);
    }
    double percent = Math.rint(number * 10_000) / 100;
    return (percent == Math.rint(percent) ? String.valueOf((long) percent) : "" + percent) + "%";
  }

  /** Returns it as it is written: {@code errors <= 5%}. */
  @Override
  public String toString() {
    return metric.word() + " " + comparison.sign() + " " + shown(limit);
  }
}
