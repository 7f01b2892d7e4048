package io.galopin.app.exchange;

import io.galopin.app.console.CommandFailure;
import io.galopin.app.lines.LinesPlace;
import io.galopin.app.lines.LinesWriter;
import io.galopin.engine.trace.ExchangeListeners;
import io.galopin.engine.trace.Subscription;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends exchanges that are over to a file, one JSON object per line, on a thread of its own.
 * Event loops make the lines, and never wait for the file. If they come faster than they can be
 * written, the newest are let go, and a line {@code {"time": …, "lost": n}} says how many.
 */
public final class ExchangesFile implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ExchangesFile.class);

  private static final LinesWriter.Subject SUBJECT =
      new LinesWriter.Subject("the log of exchanges", "the last exchanges");

  /** What may wait to be written, in bytes. */
  private static final long MOST_WAITING =
      Math.min(16 << 20, Runtime.getRuntime().maxMemory() / 32);

  private final LinesPlace place;
  private final ExchangeLines lines;
  private final LinesWriter writer;
  private final Subscription subscription;
  private boolean closed;

  private ExchangesFile(
      LinesPlace place, ExchangeLines lines, LinesWriter writer, Subscription subscription) {
    this.place = place;
    this.lines = lines;
    this.writer = writer;
    this.subscription = subscription;
  }

  /**
   * Starts with the next exchange.
   *
   * @throws CommandFailure if the file cannot be written
   */
  public static ExchangesFile open(LinesPlace place, ExchangeListeners exchanges) {
    return open(place, exchanges, MOST_WAITING);
  }

  /**
   * The same with another bound.
   *
   * @param most what may wait, in bytes
   */
  static ExchangesFile open(LinesPlace place, ExchangeListeners exchanges, long most) {
    AtomicReference<@Nullable LinesWriter> waker = new AtomicReference<>();
    ExchangeLines lines = new ExchangeLines(most, () -> wake(waker.get()), () -> warn(place));
    LinesWriter writer = LinesWriter.start(place, SUBJECT, "galopin-exchanges", lines);
    waker.set(writer);
    return new ExchangesFile(place, lines, writer, exchanges.listen(lines));
  }

  private static void wake(@Nullable LinesWriter writer) {
    if (writer != null) {
      writer.wake();
    }
  }

  private static void warn(LinesPlace place) {
    LOG.warn(
        "{}: exchanges come faster than they are written; some are let go, and a line says how"
            + " many",
        place.name());
  }

  /**
   * Writes what waits and returns when it is in the file; returns at once if it is a pipe that
   * nobody reads. Call it when all traffic has ended. A second call does nothing.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    subscription.close();
    lines.end();
    writer.close();
    long missing = lines.missing();
    if (missing > 0) {
      LOG.warn("{}: {} exchanges were let go and are missing", place.name(), missing);
    }
  }
}
