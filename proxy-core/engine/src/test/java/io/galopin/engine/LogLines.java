package io.galopin.engine;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What the engine says in the log, and nobody else sees, from now until this is closed. */
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

  /** The lines so far in which {@code words} are. */
  public List<String> with(String words) {
    return events.stream()
        .map(ILoggingEvent::getFormattedMessage)
        .filter(line -> line.contains(words))
        .toList();
  }

  /** How many of those came with a stack. */
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
