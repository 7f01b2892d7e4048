package io.galopin.app.scenario;

import io.galopin.app.console.Console;
import io.galopin.scenario.model.Times;
import io.galopin.scenario.result.Window;
import io.galopin.scenario.run.Progress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Shows how a run goes: a line for each stage, and on a terminal one that is redrawn, with the time
 * left, the faults, and what the probes saw in the last seconds.
 */
final class LiveView implements Progress, AutoCloseable {

  private static final String CLEAR = "\r\u001B[K";

  private final Console console;
  private final Printer printer;
  private boolean drawn;

  LiveView(Console console) {
    this.console = console;
    this.printer = new Printer(console.out());
  }

  @Override
  public void began(String stage, List<String> injected, Duration longest) {
    say(
        console.style().bold(stage)
            + ": "
            + Times.text(longest)
            + (injected.isEmpty() ? "" : ", " + String.join(", ", injected)));
  }

  @Override
  public void ended(String stage, long faults) {
    say(stage + " ended" + (faults == 0 ? "" : ", faults: " + faults));
  }

  @Override
  public void passed(List<Left> stages, List<Window> recent) {
    if (!console.live() || !printer.isIdle()) {
      return;
    }
    String now =
        stages.stream()
            .map(
                left ->
                    left.stage()
                        + " "
                        + Math.max(0, left.left().toSeconds())
                        + " s left, faults: "
                        + left.faults())
            .collect(Collectors.joining(" | "));
    String seen = recent.stream().map(LiveView::text).collect(Collectors.joining(" | "));
    String line = now.isEmpty() || seen.isEmpty() ? now + seen : now + " | " + seen;
    printer.print(CLEAR + console.style().dim(cut(line)));
    drawn = true;
  }

  private static String text(Window window) {
    String latency =
        window.measured() == 0
            ? ""
            : ", p50 " + Times.millis(window.p50()) + ", p99 " + Times.millis(window.p99());
    return window.probe() + ": " + Math.round(100 * window.errorShare()) + "% errors" + latency;
  }

  private static String cut(String line) {
    return line.length() < Console.COLUMNS ? line : line.substring(0, Console.COLUMNS - 1);
  }

  /** Prints a line that stays. */
  void say(String line) {
    printer.print((drawn ? CLEAR : "") + line + System.lineSeparator());
    drawn = false;
  }

  /** Waits until all is printed, but not for long. */
  @Override
  public void close() {
    printer.close();
  }
}
