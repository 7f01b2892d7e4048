package io.galopin.app.journal;

import io.galopin.app.console.CommandFailure;
import io.galopin.app.lines.LinesPlace;
import io.galopin.app.lines.LinesWriter;
import io.galopin.engine.journal.Journal;
import java.nio.ByteBuffer;
import java.util.List;

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

  private static final LinesWriter.Subject SUBJECT =
      new LinesWriter.Subject("the journal", "the last entries of the journal");

  private final LinesWriter writer;

  private JournalFile(LinesWriter writer) {
    this.writer = writer;
  }

  /**
   * Starts writing from the journal's first entry.
   *
   * @param run the line that identifies the run, without a line end
   * @throws CommandFailure if the file cannot be written
   */
  public static JournalFile open(LinesPlace place, Source source, long seed, String run) {
    return new JournalFile(
        LinesWriter.start(place, SUBJECT, "galopin-journal", new Entries(source, seed, run)));
  }

  /** The lines of the journal. After a failure, the same entries are written the next time. */
  private static final class Entries implements LinesWriter.Source {

    private static final int BATCH = 1024;
    private static final int MOST_AT_ONCE = 256 << 10;

    private final Source source;
    private final long seed;
    private final String run;
    private JournalLines lines = new JournalLines();
    private boolean begun;
    private boolean torn;
    private long last;

    Entries(Source source, long seed, String run) {
      this.source = source;
      this.seed = seed;
      this.run = run;
    }

    @Override
    public ByteBuffer next() {
      lines = nextLines();
      return lines.toBuffer();
    }

    private JournalLines nextLines() {
      JournalLines next = new JournalLines();
      if (torn) {
        next.newline();
      }
      if (!begun) {
        next.add(run, last);
      }
      long number = last;
      for (Journal.Entry entry : source.after(last, BATCH)) {
        long lost = entry.number() - number - 1;
        if (lost > 0) {
          next.lost(lost, entry.number() - 1);
        }
        next.add(entry, seed);
        number = entry.number();
        if (next.size() > MOST_AT_ONCE) {
          break;
        }
      }
      // An incomplete line is ended before the next one is written.
      return number == last && begun ? new JournalLines() : next;
    }

    @Override
    public void written(int written) {
      begun |= lines.hasLineIn(written);
      torn = written == 0 ? torn : lines.isTornAt(written);
      last = lines.writtenWith(written, last);
    }

    /** The next reader gets the run's first line again. */
    @Override
    public void begunAnew() {
      begun = false;
      torn = false;
    }
  }

  /**
   * Writes the remaining entries and returns when they are in the file; returns at once if it is a
   * pipe that nobody reads.
   */
  @Override
  public void close() {
    writer.close();
  }
}
