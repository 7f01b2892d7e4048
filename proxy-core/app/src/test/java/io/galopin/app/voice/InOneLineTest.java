package io.galopin.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.api.Test;

class InOneLineTest {

  private static String said(String message, Object... with) {
    return new InOneLine()
        .convert(
            new LoggingEvent(
                "", new LoggerContext().getLogger("some"), Level.WARN, message, null, with));
  }

  @Test
  void aMessageStaysAsItIs() {
    assertThat(said("web#1 {}: {} → ü", "GET /a", 200)).isEqualTo("web#1 GET /a: 200 → ü");
  }

  @Test
  void whatAPeerPutsIntoItForgesNoLineAndCommandsNoTerminal() {
    assertThat(said("refused: {}", "no\r\n\u001b[2J\u0007")).isEqualTo("refused: no???[2J?");
  }
}
