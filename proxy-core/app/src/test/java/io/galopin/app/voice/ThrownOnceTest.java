package io.galopin.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThrownOnceTest {

  private final LoggerContext context = new LoggerContext();
  private final ThrownOnce thrownOnce = new ThrownOnce();

  @BeforeEach
  void start() {
    thrownOnce.start();
  }

  private String end(@Nullable Throwable thrown) {
    return thrownOnce.convert(
        new LoggingEvent(
            "", context.getLogger("io.netty.some"), Level.WARN, "something", thrown, null));
  }

  private static Throwable bug() {
    return new IllegalStateException("no");
  }

  @Test
  void aLineWithoutOneEnds() {
    assertThat(end(null)).isEqualTo(System.lineSeparator());
  }

  @Test
  void whereAnErrorInTheCodeWasIsSaidOnce() {
    assertThat(end(bug())).contains("\tat ").contains("ThrownOnceTest.bug");
    assertThat(end(bug()))
        .isEqualTo(": java.lang.IllegalStateException: no" + System.lineSeparator());
    assertThat(end(new IllegalStateException("elsewhere"))).contains("\tat ");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatAPeerDidOrRanOutHasNoPlace(boolean peer) {
    Throwable thrown = peer ? new IOException("Too many open files") : new OutOfMemoryError("heap");
    assertThat(end(thrown)).startsWith(": java").hasLineCount(1);
    assertThat(end(new IllegalStateException("wrapped", thrown))).hasLineCount(1);
  }
}
