package io.galopin.scenario.report;

import io.galopin.scenario.result.ScenarioResult;
import io.galopin.scenario.result.StageResult;
import io.galopin.scenario.result.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Draws a run in SVG: latencies and errors of each probe over time, and below them on the same axis
 * the stages. Colors come from the page. Lines differ in their dashes, too, so that it can be read
 * without color.
 */
final class TimeLine {

  private static final int WIDTH = 960;
  private static final int LEFT = 64;
  private static final int RIGHT = 12;
  private static final int TITLE = 24;
  private static final int LATENCY = 110;
  private static final int ERRORS = 44;
  private static final int LANE = 26;
  private static final int LETTER = 8;
  private static final int LEAST_BAR = 2;
  private static final double NANOS = 1e9;

  private final ScenarioResult result;
  private final StageNames names;
  private final Map<String, List<Window>> probes = new LinkedHashMap<>();
  private final Markup body = new Markup();
  private final double seconds;
  private int y;

  private TimeLine(ScenarioResult result) {
    this.result = result;
    this.names = StageNames.of(result);
    this.seconds = Math.max(result.nanos(), 1) / NANOS;
    for (Window window : result.windows()) {
      probes.computeIfAbsent(window.probe(), name -> new ArrayList<>()).add(window);
    }
  }

  static void draw(ScenarioResult result, Markup page) {
    TimeLine line = new TimeLine(result);
    probesAndStages(line);
    page.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
            + " aria-label=\"Latencies, errors and stages over time\">\n",
        WIDTH, line.y);
    page.raw(line.body.toString()).raw("</svg>\n");
  }

  private static void probesAndStages(TimeLine line) {
    line.probes.forEach(line::probe);
    int end = line.y;
    line.stages();
    line.borders(end);
    line.axis();
  }

  private void probe(String name, List<Window> windows) {
    double most = windows.stream().mapToDouble(Window::p99).max().orElse(0);
    if (windows.stream().anyMatch(window -> window.measured() > 0)) {
      title(name + ": latency, ms");
      legend();
      Scale scale = Scale.of(most, 2);
      grid(LATENCY, scale.end(), scale.step(), "");
      steps("p50", windows, Window::p50, scale.end());
      steps("p99", windows, Window::p99, scale.end());
      y += LATENCY;
    }
    title(name + ": errors, share of calls");
    grid(ERRORS, 100, 100, "%");
    windows.stream().filter(window -> window.errors() > 0).forEach(this::bar);
    y += ERRORS;
  }

  private void title(String text) {
    y += TITLE;
    body.add("<text class=\"t\" x=\"%d\" y=\"%d\">%s</text>\n", LEFT, y - 7, text);
  }

  private void legend() {
    int x = WIDTH - RIGHT - 120;
    for (String line : List.of("p50", "p99")) {
      body.add(
          "<line class=\"%s\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%4$d\"/>"
              + "<text x=\"%5$d\" y=\"%6$d\">%1$s</text>\n",
          line, x, x + 24, y - 11, x + 28, y - 7);
      x += 64;
    }
  }

  private void grid(int height, double end, double step, String unit) {
    for (int i = 0; i * step <= end * (1 + 1e-9); i++) {
      double at = y + height - height * i * step / end;
      body.add(
          "<line class=\"g\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%3$.1f\"/>"
              + "<text class=\"e\" x=\"%d\" y=\"%.1f\">%s</text>\n",
          LEFT, WIDTH - RIGHT, at, LEFT - 6, at + 4, Scale.text(i * step) + unit);
    }
  }

  /** Draws a number of each window from its beginning to its end, with gaps where there is none. */
  private void steps(String name, List<Window> windows, ToDoubleFunction<Window> of, double end) {
    body.add("<path class=\"%s\" d=\"", name);
    boolean open = false;
    for (Window window : windows) {
      if (window.measured() > 0) {
        double at = y + LATENCY - LATENCY * of.applyAsDouble(window) / end;
        body.add(open ? "V%2$.1f" : "M%.1f %.1f", x(window.from()), at);
        body.add("H%.1f", x(window.to()));
      }
      open = window.measured() > 0;
    }
    body.raw("\"/>\n");
  }

  private void bar(Window window) {
    double height = Math.max(LEAST_BAR, ERRORS * window.errorShare());
    body.add(
        "<rect class=\"err\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\">"
            + "<title>%d of %d calls failed</title></rect>\n",
        x(window.from()),
        y + ERRORS - height,
        Math.max(1, x(window.to()) - x(window.from()) - 1),
        height,
        window.errors(),
        window.calls());
  }

  /** Stages that overlap lie below each other. */
  private void stages() {
    title("stages");
    List<Long> lanes = new ArrayList<>();
    int number = 0;
    for (StageResult stage : result.stages()) {
      int lane = 0;
      while (lane < lanes.size() && lanes.get(lane) > stage.from()) {
        lane++;
      }
      if (lane == lanes.size()) {
        lanes.add(stage.to());
      } else {
        lanes.set(lane, stage.to());
      }
      stage(stage, ++number, y + lane * LANE);
    }
    y += Math.max(1, lanes.size()) * LANE;
  }

  private void stage(StageResult stage, int number, int top) {
    double from = x(stage.from());
    double width = Math.max(LEAST_BAR, x(stage.to()) - from);
    String label = number + " " + names.name(stage);
    body.add(
        "<rect class=\"stage %s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\">"
            + "<title>%s: faults %d, %s</title></rect>\n",
        stage.injected().isEmpty() ? "calm" : "fault",
        from,
        top,
        width,
        LANE - 4,
        label,
        stage.faults(),
        stage.verdict());
    String fits = fitting(label, (int) (width - 6) / LETTER);
    if (!fits.isEmpty()) {
      body.add("<text x=\"%.1f\" y=\"%d\">%s</text>\n", from + 4, top + 16, fits);
    }
  }

  private static String fitting(String label, int letters) {
    if (label.codePointCount(0, label.length()) <= letters) {
      return label;
    }
    int number = label.indexOf(' ');
    if (letters < number + 4) {
      return letters < number ? "" : label.substring(0, number);
    }
    return label.substring(0, label.offsetByCodePoints(0, letters - 1)) + "…";
  }

  private void borders(int bottom) {
    for (StageResult stage : result.stages()) {
      body.add(
          "<line class=\"b\" x1=\"%.1f\" x2=\"%1$.1f\" y1=\"%d\" y2=\"%d\"/>\n",
          x(stage.from()), TITLE, bottom + TITLE);
    }
  }

  private void axis() {
    Scale scale = Scale.of(seconds, 8);
    for (int i = 0; i * scale.step() <= seconds; i++) {
      double at = x((long) (i * scale.step() * NANOS));
      body.add(
          "<line class=\"g\" x1=\"%.1f\" x2=\"%1$.1f\" y1=\"%d\" y2=\"%d\"/>"
              + "<text class=\"m\" x=\"%1$.1f\" y=\"%d\">%s s</text>\n",
          at, y, y + 4, y + 17, Scale.text(i * scale.step()));
    }
    y += TITLE;
  }

  private double x(long nanos) {
    return LEFT + (WIDTH - LEFT - RIGHT) * Math.min(1, nanos / NANOS / seconds);
  }
}
