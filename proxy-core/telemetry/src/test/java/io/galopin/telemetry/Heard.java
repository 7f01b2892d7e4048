package io.galopin.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What telemetry says in the log, until it is closed. */
final class Heard extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private static final Logger LOG = (Logger) LoggerFactory.getLogger(Telemetry.class);

  private final List<String> lines = new CopyOnWriteArrayList<>();

  Heard() {
    LOG.setLevel(Level.INFO);
    LOG.setAdditive(false);
    start();
    LOG.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    lines.add(event.getLevel() + " " + event.getFormattedMessage());
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public void close() {
    LOG.detachAppender(this);
    LOG.setAdditive(true);
    LOG.setLevel(null);
  }
}
