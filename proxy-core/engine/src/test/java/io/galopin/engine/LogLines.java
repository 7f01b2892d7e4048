package io.galopin.engine;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Captures the engine's log from now until it is closed, and hides it from others. */
public final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private static final Logger ENGINE =
      (Logger) LoggerFactory.getLogger(LogLines.class.getPackageName());

  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

  public LogLines() {
    start();
    ENGINE.addAppender(this);
    ENGINE.setAdditive(false);
  }

  @Override
  protected void append(ILoggingEvent event) {
    events.add(event);
  }

  /** Returns the lines so far that contain {@code words}. */
  public List<String> with(String words) {
    return events.stream()
        .map(ILoggingEvent::getFormattedMessage)
        .filter(line -> line.contains(words))
        .toList();
  }

  /** Returns how many of those have a stack trace. */
  long traces(String words) {
    return events.stream()
        .filter(event -> event.getFormattedMessage().contains(words))
        .filter(event -> event.getThrowableProxy() != null)
        .count();
  }

  @Override
  public void close() {
    ENGINE.detachAppender(this);
    ENGINE.setAdditive(true);
  }
}
