package io.galopin.bench.soak;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Draws samples over time in SVG 1.1, one strip per measure, each starting at 0. */
final class Picture {

  private static final int WIDTH = 720;
  private static final int STRIP = 110;
  private static final int LEFT = 60;
  private static final int RIGHT = 12;
  private static final int TITLE = 24;

  private final List<Sample> samples;
  private final StringBuilder svg = new StringBuilder();
  private int top;

  private Picture(List<Sample> samples) {
    this.samples = samples;
  }

  static String of(List<Sample> samples) {
    Picture picture = new Picture(samples);
    picture.add(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %1$d %2$d" \
        font-family="system-ui, sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        """,
        WIDTH, Measure.ALL.size() * STRIP + TITLE);
    for (Measure measure : Measure.ALL) {
      picture.strip(measure.title(), measure.value());
    }
    picture.add(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#57606a\">%.0f minutes</text>\n</svg>\n",
        WIDTH - RIGHT, picture.top + 14, picture.minutes());
    return picture.svg.toString();
  }

  private double minutes() {
    return samples.get(samples.size() - 1).minutes();
  }

  private void strip(String title, ToDoubleFunction<Sample> value) {
    double most = Math.max(1e-9, samples.stream().mapToDouble(value).max().orElse(1));
    int bottom = top + STRIP - 8;
    int height = STRIP - 8 - TITLE;
    add(
        "<text x=\"%d\" y=\"%d\" font-weight=\"600\" fill=\"#1f2428\">%s</text>\n",
        LEFT, top + 18, title);
    add(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#57606a\">%,.0f</text>\n",
        LEFT - 6, top + TITLE + 10, most);
    add(
        "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%2$d\" stroke=\"#c9ced4\"/>\n",
        LEFT, bottom, WIDTH - RIGHT);
    StringBuilder points = new StringBuilder();
    for (Sample sample : samples) {
      double x = LEFT + sample.minutes() / minutes() * (WIDTH - LEFT - RIGHT);
      double y = bottom - value.applyAsDouble(sample) / most * height;
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
    }
    add("<polyline points=\"%s\" fill=\"none\" stroke=\"#b4531f\"/>\n", points.toString().strip());
    top += STRIP;
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
