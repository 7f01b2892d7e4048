package io.galopin.app.lines;

import io.galopin.app.console.CommandFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends lines to a place, on a thread of its own that looks for new ones several times a second.
 * A write that fails, for example on a full disk, is logged once and tried again every second.
 */
public final class LinesWriter implements AutoCloseable {

  /** Has the lines. Used by the writer's thread only. */
  public interface Source {

    /**
     * Returns the bytes to write next; none if there are none yet. After a write that failed, it is
     * asked again.
     */
    ByteBuffer next();

    /**
     * Is told how many bytes of the last answer were written.
     *
     * @param written all of them, unless the write failed
     */
    void written(int written);

    /** Is told that the reader of a pipe has gone, and that the next one has seen nothing. */
    void begunAnew();
  }

  /**
   * What is written, for messages.
   *
   * @param all the subject of a sentence: {@code the journal}
   * @param last what is missing if the end was not written: {@code the last entries of the journal}
   */
  public record Subject(String all, String last) {}

  private static final Logger LOG = LoggerFactory.getLogger(LinesWriter.class);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LAST_WRITES_MILLIS = 2000;

  private final LinesPlace place;
  private final Subject subject;
  private final Source source;
  private final Thread thread;

  /** Whether the thread is in a call that may wait for a reader forever. */
  private volatile boolean waiting;

  private volatile boolean closing;

  private @Nullable WritableByteChannel channel;
  private boolean failing;

  private LinesWriter(LinesPlace place, Subject subject, String threadName, Source source) {
    this.place = place;
    this.subject = subject;
    this.source = source;
    this.thread = new Thread(this::follow, threadName);
    thread.setDaemon(true);
  }

  /**
   * Starts writing.
   *
   * @throws CommandFailure if the file cannot be written
   */
  public static LinesWriter start(
      LinesPlace place, Subject subject, String threadName, Source source) {
    LinesWriter started = new LinesWriter(place, subject, threadName, source);
    if (place.immediate()) {
      try {
        started.channel = place.opener().open();
      } catch (IOException cannot) {
        throw place.cannotBeWritten();
      }
    }
    started.thread.start();
    return started;
  }

  private void follow() {
    while (!closing && !Thread.currentThread().isInterrupted()) {
      writeNew();
      pause();
    }
    writeNew();
    if (failing) {
      LOG.error("{}: {} are missing", place.name(), subject.last());
    }
    close(channel);
  }

  /** Waits a moment, or until it is woken; after a failure, for the whole time. */
  private void pause() {
    if (!failing && !closing) {
      LockSupport.parkNanos(this, POLL_NANOS);
    }
    long until = System.nanoTime() + RETRY_NANOS;
    for (long left = RETRY_NANOS; failing && !closing && left > 0; ) {
      LockSupport.parkNanos(this, left);
      left = until - System.nanoTime();
    }
  }

  /** Has it look for new lines now. May be called by any thread; does not wait. */
  public void wake() {
    LockSupport.unpark(thread);
  }

  /** Writes what is new. After a failure, the source has it the next time. */
  private void writeNew() {
    try {
      WritableByteChannel open = opened();
      ByteBuffer lines = source.next();
      while (lines.hasRemaining()) {
        write(open, lines);
        lines = source.next();
      }
      if (failing) {
        failing = false;
        LOG.info("{}: {} is written again", place.name(), subject.all());
      }
    } catch (IOException failed) {
      if (!failing) {
        failing = true;
        LOG.error(
            "{}: {} cannot be written; trying again every second: {}",
            place.name(),
            subject.all(),
            failed.getMessage());
      }
      if (!place.immediate()) {
        // The reader of a pipe is gone.
        close(channel);
        channel = null;
        source.begunAnew();
      }
    } finally {
      waiting = false;
    }
  }

  private WritableByteChannel opened() throws IOException {
    WritableByteChannel open = channel;
    if (open == null) {
      if (!failing) {
        LOG.info(
            "{}: {} starts when it can be written; a pipe waits for its reader",
            place.name(),
            subject.all());
      }
      waiting = true;
      open = place.opener().open();
      waiting = false;
      channel = open;
    }
    return open;
  }

  private void write(WritableByteChannel open, ByteBuffer lines) throws IOException {
    int begin = lines.position();
    waiting = !place.immediate();
    try {
      while (lines.hasRemaining()) {
        open.write(lines);
      }
    } finally {
      waiting = false;
      source.written(lines.position() - begin);
    }
  }

  private void close(@Nullable WritableByteChannel open) {
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException tooLate) {
      LOG.debug("{} was not closed: {}", subject.all(), tooLate.getMessage());
    }
  }

  /**
   * Writes what is left and returns when it is in the file; returns at once if it is a pipe that
   * nobody reads.
   */
  @Override
  public void close() {
    closing = true;
    wake();
    if (waiting) {
      LOG.warn("{}: nobody has read {}", place.name(), subject.last());
      return;
    }
    try {
      thread.join(LAST_WRITES_MILLIS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
