package io.galopin.metrics;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All values of one measure at one moment. Immutable.
 *
 * @param points one for each combination of labels
 */
public record Measured(Measure measure, List<Point> points) {

  public Measured {
    points = List.copyOf(points);
  }

  /**
   * One value.
   *
   * @param labels what it is counted for: {@code proxy}, and for some measures more
   * @param since when its counting began
   * @param value the number; of durations, how many there were
   * @param durations their distribution; {@link Distribution#NONE} for all other measures
   */
  public record Point(
      Map<String, String> labels, Instant since, long value, Distribution durations) {

    public Point {
      labels = Map.copyOf(labels);
    }
  }

  /**
   * How durations are distributed.
   *
   * @param bounds the longest duration in each range, in seconds, rising; the last is infinite
   * @param counts how many durations are in each range, in the same order
   * @param sum of all durations, in seconds
   */
  public record Distribution(List<Double> bounds, List<Long> counts, double sum) {

    /** None. */
    public static final Distribution NONE = new Distribution(List.of(), List.of(), 0);

    public Distribution {
      bounds = List.copyOf(bounds);
      counts = List.copyOf(counts);
    }

    /** Returns how many durations there are. */
    public long total() {
      return counts.stream().mapToLong(Long::longValue).sum();
    }
  }
}
