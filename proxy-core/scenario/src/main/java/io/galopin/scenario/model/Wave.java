package io.galopin.scenario.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A number that changes during a stage.
 *
 * @param unit behind the number: {@code ms}; may be empty
 * @param period after which it starts again at {@code from}; empty for the length of the stage
 * @param steps into how many {@link Shape#STEP} divides the period, 2 or more
 */
public record Wave(
    BigDecimal from,
    BigDecimal to,
    String unit,
    Shape shape,
    Optional<Duration> period,
    int steps) {

  private static final int DECIMALS = 3;

  /** How it goes from one end to the other. */
  public enum Shape {
    /** Evenly. */
    LINEAR,
    /** From one end to the other and back, slowly at the ends. */
    SINE,
    /** In jumps. */
    STEP
  }

  /** Returns the value after a time, with its unit: {@code 400ms}. Whole if both ends are. */
  public String at(Duration elapsed, Duration whole) {
    double share = (double) elapsed.toNanos() / period.orElse(whole).toNanos();
    double phase = period.isPresent() ? share - Math.floor(share) : Math.min(1, share);
    double way =
        switch (shape) {
          case LINEAR -> phase;
          case SINE -> (1 - Math.cos(2 * Math.PI * phase)) / 2;
          case STEP -> Math.min(steps - 1, Math.floor(phase * steps)) / (steps - 1);
        };
    BigDecimal value = from.add(to.subtract(from).multiply(BigDecimal.valueOf(way)));
    int decimals = isWhole(from) && isWhole(to) ? 0 : DECIMALS;
    BigDecimal rounded = value.setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.toPlainString() + unit;
  }

  private static boolean isWhole(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0;
  }

  /** Returns a phrase for people: {@code 0ms to 800ms linear}. */
  @Override
  public String toString() {
    return from.toPlainString()
        + unit
        + " to "
        + to.toPlainString()
        + unit
        + " "
        + shape.name().toLowerCase(Locale.ROOT)
        + period.map(time -> " every " + Times.text(time)).orElse("");
  }
}
