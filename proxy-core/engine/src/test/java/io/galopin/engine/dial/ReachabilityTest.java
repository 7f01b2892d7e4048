package io.galopin.engine.dial;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.galopin.api.Trouble;
import io.galopin.engine.socket.Address;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** On virtual time. */
class ReachabilityTest {

  private static final Address BACKEND = new Address("localhost", 8000);
  private static final Trouble REFUSED = new Trouble(Trouble.Kind.UNREACHABLE, "it refuses");

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Reachability reachability = new Reachability("web");
  private final Logger logger = (Logger) LoggerFactory.getLogger(Reachability.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void start() {
    channel.freezeTime();
    logger.setLevel(Level.INFO);
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void end() {
    logger.detachAppender(lines);
    logger.setLevel(null);
  }

  private void advance(int seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
  }

  private void failed() {
    reachability.failed(channel.eventLoop(), BACKEND, REFUSED);
  }

  private void reached() {
    reachability.reached(channel.eventLoop(), BACKEND);
  }

  private Iterable<String> lines() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void aBackendThatFailsNowAndThenIsSaidOnce() {
    for (int i = 0; i < 1500; i++) {
      failed();
      reached();
      advance(1);
    }
    assertThat(lines()).containsExactly("web: it refuses");
    advance(10);
    assertThat(lines())
        .containsExactly(
            "web: it refuses",
            "web: backend localhost:8000 can be reached again; 1500 of 3000 attempts to connect"
                + " had failed");
  }

  @Test
  void aBackendWhoseLastAttemptFailedIsNotSaidToBeBack() {
    failed();
    reached();
    failed();
    advance(60);
    assertThat(lines()).containsExactly("web: it refuses");
    reached();
    assertThat(lines()).hasSize(2);
  }

  @Test
  void anotherBackendBeginsAnew() {
    failed();
    reachability.failed(channel.eventLoop(), new Address("localhost", 9000), REFUSED);
    assertThat(lines()).hasSize(2);
  }
}
