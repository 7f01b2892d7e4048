package io.galopin.behavior.exchange;

import java.util.function.ToDoubleFunction;

/**
 * How the lengths of delays are distributed, in nanoseconds. A length follows from numbers from 0
 * (inclusive) to 1 (exclusive) that are asked for by purpose, so that the same numbers give the
 * same length on every machine. Immutable.
 */
sealed interface Distribution {

  /** A length; no tail is cut yet, and it may be below zero. */
  double draw(ToDoubleFunction<String> numbers);

  /** Any length between two is as likely as any other. */
  record Uniform(double least, double most) implements Distribution {
    @Override
    public double draw(ToDoubleFunction<String> numbers) {
      return least + numbers.applyAsDouble(LENGTH) * (most - least);
    }
  }

  /** The normal distribution. */
  record Normal(double mean, double deviation) implements Distribution {
    @Override
    public double draw(ToDoubleFunction<String> numbers) {
      return mean + deviation * standardNormal(numbers);
    }
  }

  /**
   * The distribution of which the logarithm is normal, as that of many response times is.
   *
   * @param median above zero
   * @param sigma the standard deviation of the logarithm
   */
  record Lognormal(double median, double sigma) implements Distribution {

    /** How many standard deviations the 99th percentile of a normal distribution is off. */
    private static final double P99 = 2.3263478740408408;

    /** The one that has these percentiles. */
    static Lognormal through(double p50, double p99) {
      return new Lognormal(p50, StrictMath.log(p99 / p50) / P99);
    }

    @Override
    public double draw(ToDoubleFunction<String> numbers) {
      return median * StrictMath.exp(sigma * standardNormal(numbers));
    }
  }

  /**
   * Pareto's distribution: many short ones and a heavy tail.
   *
   * @param least above zero
   * @param shape above zero; the smaller, the heavier the tail
   */
  record Pareto(double least, double shape) implements Distribution {
    @Override
    public double draw(ToDoubleFunction<String> numbers) {
      return least * StrictMath.pow(1 - numbers.applyAsDouble(LENGTH), -1 / shape);
    }
  }

  /** What the first number is asked for. */
  String LENGTH = "length";

  /** By the method of Box and Muller. */
  private static double standardNormal(ToDoubleFunction<String> numbers) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - numbers.applyAsDouble(LENGTH)));
    return radius * StrictMath.cos(2 * Math.PI * numbers.applyAsDouble("angle"));
  }
}
