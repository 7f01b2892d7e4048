package io.galopin.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.app.console.Console;
import io.galopin.app.console.Style;
import io.galopin.scenario.run.Progress.Left;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LiveViewTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private static LiveView on(OutputStream terminal) {
    PrintStream out = new PrintStream(terminal, true, StandardCharsets.UTF_8);
    return new LiveView(new Console(out, out, Style.plain(), Style.plain(), true));
  }

  @Test
  void aTerminalThatTakesNothingHoldsUpNobody() {
    CountDownLatch taken = new CountDownLatch(1);
    LiveView view =
        on(
            new OutputStream() {
              @Override
              public void write(int octet) {
                try {
                  taken.await();
                } catch (InterruptedException hurry) {
                  Thread.currentThread().interrupt();
                }
                printed.write(octet);
              }
            });
    for (int i = 0; i < 5000; i++) {
      view.began("stage-" + i, List.of(), Duration.ofSeconds(1));
      view.passed(List.of(new Left("stage-" + i, Duration.ofSeconds(1), 0)), List.of());
    }
    taken.countDown();
    view.close();
    view = on(printed);
    view.say("over");
    view.close();

    String text = printed.toString(StandardCharsets.UTF_8);
    assertThat(text).contains("stage-0: 1 s").doesNotContain("stage-4999:").contains("over");
    assertThat(text.lines().count()).isLessThan(1100);
  }

  @Test
  void clearsWhatItHasDrawnBeforeALineThatStays() {
    LiveView view = on(printed);
    view.passed(List.of(new Left("slow", Duration.ofSeconds(7), 3)), List.of());
    view.say("slow ended");
    view.close();

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "\r\u001B[Kslow 7 s left, faults: 3\r\u001B[Kslow ended" + System.lineSeparator());
  }
}
