package io.galopin.app.demo;

import io.galopin.app.console.Console;
import io.galopin.app.console.Style;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Shows the demo's requests as their replies come in: on a terminal as a growing row of dots and
 * marks, otherwise a line each.
 */
final class DemoScreen {

  private static final int PER_ROW = 20;

  private final PrintStream out;
  private final Style style;
  private final boolean live;
  private final int total;
  private final StringBuilder row = new StringBuilder();

  DemoScreen(Console console, int total) {
    this.out = console.out();
    this.style = console.style();
    this.live = console.live();
    this.total = total;
  }

  void show(Sample sample) {
    if (live) {
      grow(sample);
    } else {
      out.println("  " + line(sample));
    }
  }

  private void grow(Sample sample) {
    if (row.isEmpty()) {
      int end = Math.min(total, sample.number() + PER_ROW - 1);
      row.append(String.format(Locale.ROOT, "  %3d to %-3d  ", sample.number(), end));
    }
    row.append(sample.touched() ? style.yellow(style.mark()) : style.green(style.dot()));
    boolean complete = sample.number() % PER_ROW == 0 || sample.number() == total;
    // Goes back to the start of the line, prints the row, and erases the rest of the line.
    out.print("\r" + row + (complete ? "" : "  " + style.dim(line(sample))) + "\u001B[K");
    if (complete) {
      out.println();
      row.setLength(0);
    }
    out.flush();
  }

  private String line(Sample sample) {
    String line =
        String.format(
            Locale.ROOT, "%-8s  %d  %7.1f ms  ", sample.label(), sample.status(), sample.millis());
    return line + sample.fault().map(style::yellow).orElse(style.dot());
  }
}
