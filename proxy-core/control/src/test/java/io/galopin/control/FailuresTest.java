package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FailuresTest {

  private static String broken() {
    throw new IllegalStateException("broken");
  }

  @Test
  void whereAnErrorOfOursIsIsSaidOnce() throws IOException {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(Failures.class);
    logger.addAppender(log);
    try (ControlRig rig = ControlRig.options().metrics(FailuresTest::broken).start()) {
      for (int i = 0; i < 20; i++) {
        assertThat(rig.get("/metrics").status()).isEqualTo(500);
      }
    } finally {
      logger.detachAppender(log);
    }

    assertThat(log.list).hasSizeBetween(2, 10);
    assertThat(log.list.get(0).getThrowableProxy()).isNotNull();
    assertThat(log.list.get(1).getFormattedMessage())
        .startsWith("GET /metrics failed again: java.lang.IllegalStateException: broken");
    assertThat(List.copyOf(log.list).subList(1, log.list.size()))
        .allMatch(line -> line.getThrowableProxy() == null);
  }
}
