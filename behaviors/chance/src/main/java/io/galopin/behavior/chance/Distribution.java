package io.galopin.behavior.chance;

import java.util.function.ToDoubleFunction;

/**
 * A distribution of the lengths of delays, in nanoseconds. A length follows from draws, which are
 * numbers from 0 (inclusive) to 1 (exclusive) by purpose. The same draws give the same length on
 * every machine. Immutable.
 */
public sealed interface Distribution {

  /** Returns a length. It is not limited yet and may be negative. */
  double draw(ToDoubleFunction<String> numbers);

  /** The uniform distribution. */
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
   * The lognormal distribution, which many response times have.
   *
   * @param median above zero
   * @param sigma the standard deviation of the logarithm
   */
  record Lognormal(double median, double sigma) implements Distribution {

    /** The 99th percentile of the standard normal distribution. */
    private static final double P99 = 2.3263478740408408;

    /** Returns the distribution with these percentiles. */
    public static Lognormal through(double p50, double p99) {
      return new Lognormal(p50, StrictMath.log(p99 / p50) / P99);
    }

    @Override
    public double draw(ToDoubleFunction<String> numbers) {
      return median * StrictMath.exp(sigma * standardNormal(numbers));
    }
  }

  /**
   * The Pareto distribution: many short delays and a heavy tail.
   *
   * @param least above zero
   * @param shape above zero; a smaller one has a heavier tail
   */
  record Pareto(double least, double shape) implements Distribution {
    @Override
    public double draw(ToDoubleFunction<String> numbers) {
      return least * StrictMath.pow(1 - numbers.applyAsDouble(LENGTH), -1 / shape);
    }
  }

  /** The purpose of the first draw. */
  String LENGTH = "length";

  /** Uses the method of Box and Muller. */
  private static double standardNormal(ToDoubleFunction<String> numbers) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - numbers.applyAsDouble(LENGTH)));
    return radius * StrictMath.cos(2 * Math.PI * numbers.applyAsDouble("angle"));
  }
}
