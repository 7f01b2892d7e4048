package io.galopin.app.demo;

import io.galopin.app.console.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A text histogram of latencies: the untouched requests beside the touched ones. */
final class LatencyPicture {

  /** The lower bounds of the classes, in milliseconds. */
  private static final double[] BOUNDS = {0, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000};

  private static final int LONGEST_BAR = 24;

  private final Style style;
  private final int[] untouched = new int[BOUNDS.length];
  private final int[] touched = new int[BOUNDS.length];
  private final List<Sample> samples;

  LatencyPicture(List<Sample> samples, Style style) {
    this.samples = samples;
    this.style = style;
    for (Sample sample : samples) {
      (sample.touched() ? touched : untouched)[classOf(sample.millis())]++;
    }
  }

  private static int classOf(double millis) {
    int found = Arrays.binarySearch(BOUNDS, millis);
    return found >= 0 ? found : -found - 2;
  }

  /** A heading, a line per class from the fastest to the slowest request, and the medians. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(row("latency", cell("untouched", 9, style.bold("untouched")), style.bold("touched")));
    int first = firstUsed();
    int last = lastUsed();
    int most = Math.max(most(untouched), most(touched));
    for (int i = first; i <= last; i++) {
      String bar = bar(untouched[i], most);
      lines.add(
          row(
              label(i),
              cell(bar, bar.length(), style.green(bar)),
              style.yellow(bar(touched[i], most))));
    }
    String median = median(false);
    lines.add(row("median", cell(median, median.length(), median), median(true)));
    return lines;
  }

  private static String row(String label, String left, String right) {
    return String.format(Locale.ROOT, "  %-14s  ", label).concat(left + right).stripTrailing();
  }

  /** A styled text of {@code width} visible characters, padded to the width of the longest bar. */
  private static String cell(String bare, int width, String dressed) {
    return bare.isEmpty()
        ? " ".repeat(LONGEST_BAR + 8)
        : dressed + " ".repeat(Math.max(2, LONGEST_BAR + 8 - width));
  }

  private String bar(int count, int most) {
    return count == 0
        ? ""
        : style.bar(Math.max(1, Math.round((float) count * LONGEST_BAR / most))) + " " + count;
  }

  private static String label(int i) {
    String from = number(BOUNDS[i]);
    return i == BOUNDS.length - 1
        ? "over " + from + " ms"
        : from + " to " + number(BOUNDS[i + 1]) + " ms";
  }

  private static String number(double bound) {
    return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
  }

  private String median(boolean ofTouched) {
    double[] sorted =
        samples.stream()
            .filter(sample -> sample.touched() == ofTouched)
            .mapToDouble(Sample::millis)
            .sorted()
            .toArray();
    return sorted.length == 0
        ? "none"
        : String.format(Locale.ROOT, "%.1f ms", sorted[sorted.length / 2]);
  }

  private static int most(int[] counts) {
    return Arrays.stream(counts).max().orElse(0);
  }

  private int firstUsed() {
    int i = 0;
    while (i < BOUNDS.length - 1 && untouched[i] + touched[i] == 0) {
      i++;
    }
    return i;
  }

  private int lastUsed() {
    int i = BOUNDS.length - 1;
    while (i > 0 && untouched[i] + touched[i] == 0) {
      i--;
    }
    return i;
  }
}
