package io.galopin.bench.report;

import java.util.Locale;
import java.util.Map;

/**
 * Draws a figure in SVG 1.1: a bar per contender whose length is the median, with a line from the
 * smallest to the largest sample. The picture loads nothing from elsewhere.
 */
final class Chart {

  private static final int WIDTH = 720;
  private static final int TOP = 40;
  private static final int ROW = 26;
  private static final int BAR = 16;
  private static final int LEFT = 170;
  private static final int RIGHT = 90;
  private static final String OURS = "#b4531f";
  private static final String THEIRS = "#8a94a0";
  private static final String NONE = "#c9ced4";

  private final double from;
  private final double perPixel;
  private final StringBuilder svg = new StringBuilder();

  private Chart(Map<String, Spread> spreads) {
    double least = spreads.values().stream().mapToDouble(Spread::least).min().orElse(0);
    double most = spreads.values().stream().mapToDouble(Spread::most).max().orElse(0);
    from = Math.min(0, least);
    double range = Math.max(0, most) - from;
    perPixel = (range > 0 ? range : 1) / (WIDTH - LEFT - RIGHT);
  }

  static String of(Figure figure, Map<String, Spread> spreads) {
    Chart chart = new Chart(spreads);
    chart.draw(figure, spreads);
    return chart.svg.toString();
  }

  private void draw(Figure figure, Map<String, Spread> spreads) {
    int height = TOP + ROW * spreads.size() + 14;
    add(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %1$d %2$d" \
        font-family="system-ui, sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        """,
        WIDTH, height);
    add(
        "<text x=\"12\" y=\"22\" font-size=\"14\" font-weight=\"600\" fill=\"#1f2428\">%s</text>\n",
        escape(figure.title() + ", " + figure.unit()));
    add(
        "<text x=\"%d\" y=\"22\" text-anchor=\"end\" fill=\"#57606a\">%s</text>\n",
        WIDTH - 12, figure.moreIsBetter() ? "more is better" : "less is better");
    int y = TOP;
    for (Map.Entry<String, Spread> row : spreads.entrySet()) {
      row(row.getKey(), row.getValue(), y);
      y += ROW;
    }
    add(
        "<line x1=\"%.1f\" y1=\"%d\" x2=\"%1$.1f\" y2=\"%d\" stroke=\"#57606a\"/>\n",
        x(0), TOP - 4, y);
    add("</svg>\n");
  }

  private void row(String name, Spread spread, int y) {
    double zero = x(0);
    double end = x(spread.median());
    int middle = y + BAR / 2;
    add(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#1f2428\">%s</text>\n",
        LEFT - 8, middle + 4, escape(name));
    add(
        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>\n",
        Math.min(zero, end), y, Math.abs(end - zero), BAR, color(name));
    add(
        "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%2$d\" stroke=\"#1f2428\"/>\n",
        x(spread.least()), middle, x(spread.most()));
    add(
        "<text x=\"%.1f\" y=\"%d\" fill=\"#1f2428\">%s</text>\n",
        Math.max(x(spread.most()), zero) + 6, middle + 4, Numbers.text(spread.median()));
  }

  private double x(double value) {
    return LEFT + (value - from) / perPixel;
  }

  private static String color(String contender) {
    if (contender.equals("direct")) {
      return NONE;
    }
    return contender.startsWith("galopin") ? OURS : THEIRS;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
