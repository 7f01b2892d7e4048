package io.galopin.app.journal;

import io.galopin.app.console.CommandFailure;
import io.galopin.engine.journal.Journal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends the journal to a file, one JSON object per line, on a thread of its own. The first line
 * of a run identifies it. Each line has the seed, so that one line is enough to reproduce the run.
 * If the journal dropped entries before they were written, a line {@code {"lost": n}} says how
 * many.
 *
 * <p>A write that fails, for example on a full disk, is logged once and tried again every second.
 * Meanwhile the journal keeps as many entries as it has room for.
 */
public final class JournalFile implements AutoCloseable {

  /**
   * Supplies journal entries as {@link Journal#after} does: those above a number, oldest first, up
   * to a limit.
   */
  public interface Source {
    List<Journal.Entry> after(long number, int limit);
  }

  private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);
  private static final int BATCH = 1024;
  private static final int MOST_AT_ONCE = 256 << 10;
  private static final long POLL_MILLIS = 50;
  private static final long RETRY_MILLIS = 1000;
  private static final long LAST_WRITES_MILLIS = 2000;

  private final JournalPlace place;
  private final Source source;
  private final long seed;
  private final String run;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::follow, "galopin-journal");

  /** Whether the thread is in a call that may wait for a reader forever. */
  private volatile boolean waiting;

  private @Nullable WritableByteChannel channel;
  private boolean begun;
  private boolean torn;
  private boolean failing;
  private long last;

  private JournalFile(JournalPlace place, Source source, long seed, String run) {
    this.place = place;
    this.source = source;
    this.seed = seed;
    this.run = run;
    thread.setDaemon(true);
  }

  /**
   * Starts writing from the journal's first entry.
   *
   * @param run the line that identifies the run, without a line end
   * @throws CommandFailure if the file cannot be written
   */
  public static JournalFile open(JournalPlace place, Source source, long seed, String run) {
    JournalFile opened = new JournalFile(place, source, seed, run);
    if (place.immediate()) {
      try {
        opened.channel = place.opener().open();
      } catch (IOException cannot) {
        throw JournalPlace.cannotBeWritten(Path.of(place.name()));
      }
    }
    opened.thread.start();
    return opened;
  }

  private void follow() {
    try {
      boolean ending;
      do {
        writeNew();
        ending = closing.await(failing ? RETRY_MILLIS : POLL_MILLIS, TimeUnit.MILLISECONDS);
      } while (!ending);
      writeNew();
      if (failing) {
        LOG.error("{}: the last entries of the journal are missing", place.name());
      }
      close(channel);
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes the new entries. After a failure the same entries are written the next time. */
  private void writeNew() {
    try {
      WritableByteChannel open = opened();
      JournalLines lines = nextLines();
      while (lines.size() > 0) {
        write(open, lines);
        lines = nextLines();
      }
      if (failing) {
        failing = false;
        LOG.info("{}: the journal is written again", place.name());
      }
    } catch (IOException failed) {
      if (!failing) {
        failing = true;
        LOG.error(
            "{}: the journal cannot be written; trying again every second: {}",
            place.name(),
            failed.getMessage());
      }
      if (!place.immediate()) {
        // The reader of a pipe is gone. The next one gets the run's first line again.
        close(channel);
        channel = null;
        begun = false;
        torn = false;
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
            "{}: the journal starts when it can be written; a pipe waits for its reader",
            place.name());
      }
      waiting = true;
      open = place.opener().open();
      waiting = false;
      channel = open;
    }
    return open;
  }

  private JournalLines nextLines() {
    JournalLines lines = new JournalLines();
    if (torn) {
      lines.newline();
    }
    if (!begun) {
      lines.add(run, last);
    }
    long number = last;
    for (Journal.Entry entry : source.after(last, BATCH)) {
      long lost = entry.number() - number - 1;
      if (lost > 0) {
        lines.lost(lost, entry.number() - 1);
      }
      lines.add(entry, seed);
      number = entry.number();
      if (lines.size() > MOST_AT_ONCE) {
        break;
      }
    }
    // An incomplete line is ended before the next one is written.
    return number == last && begun ? new JournalLines() : lines;
  }

  private void write(WritableByteChannel open, JournalLines lines) throws IOException {
    ByteBuffer buffer = lines.toBuffer();
    waiting = !place.immediate();
    try {
      while (buffer.hasRemaining()) {
        open.write(buffer);
      }
    } finally {
      waiting = false;
      int written = buffer.position();
      begun |= lines.hasLineIn(written);
      torn = written == 0 ? torn : lines.isTornAt(written);
      last = lines.writtenWith(written, last);
    }
  }

  private static void close(@Nullable WritableByteChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException tooLate) {
      LOG.debug("the journal was not closed: {}", tooLate.getMessage());
    }
  }

  /**
   * Writes the remaining entries and returns when they are in the file; returns at once if it is a
   * pipe that nobody reads.
   */
  @Override
  public void close() {
    closing.countDown();
    if (waiting) {
      LOG.warn("{}: nobody has read the last entries of the journal", place.name());
      return;
    }
    try {
      thread.join(LAST_WRITES_MILLIS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
