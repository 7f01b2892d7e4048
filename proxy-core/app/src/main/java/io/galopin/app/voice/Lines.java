package io.galopin.app.voice;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * A queue of lines that one thread writes to a stream. Adding a line never blocks. If the stream is
 * too slow, such as a pipe that nobody reads, lines are left out and counted. Thread-safe.
 */
public final class Lines implements AutoCloseable {

  private static final int MOST_LINES = 2_000;
  private static final int MOST_BYTES = 256 << 10;

  /** The most bytes per write. */
  private static final int AT_ONCE = 8 << 10;

  /** How long {@link #close} waits for a stream that takes nothing. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final int LOOKS = 20;

  private final OutputStream out;
  private final Charset charset;
  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
  private final Thread thread = new Thread(this::follow, "galopin-lines");
  private long bytes;
  private long leftOut;
  private long written;
  private boolean closing;

  /** Starts the writing thread. */
  public Lines(OutputStream out, Charset charset) {
    this.out = out;
    this.charset = charset;
    thread.setDaemon(true);
    thread.start();
  }

  /** Adds a line, which includes its line end, unless the queue is full. */
  public synchronized void add(byte[] line) {
    if (closing) {
      return;
    }
    if (waiting.size() >= MOST_LINES || bytes + line.length > MOST_BYTES) {
      leftOut++;
      return;
    }
    put(line);
  }

  /** Adds a line without a line end, unless the queue is full. */
  public void add(String line) {
    add(encoded(line));
  }

  /** Adds a line even if the queue is full; for a few lines only. */
  public synchronized void addSurely(String line) {
    if (!closing) {
      tellWhatIsLeftOut();
      put(encoded(line));
    }
  }

  private byte[] encoded(String line) {
    return (line + System.lineSeparator()).getBytes(charset);
  }

  private void put(byte[] line) {
    waiting.addLast(line);
    bytes += line.length;
    notifyAll();
  }

  private void tellWhatIsLeftOut() {
    if (leftOut > 0) {
      long lines = leftOut;
      leftOut = 0;
      put(encoded("(" + lines + " lines left out: they came faster than they could be written)"));
    }
  }

  private void follow() {
    try {
      for (List<byte[]> next = take(); !next.isEmpty(); next = take()) {
        int length = 0;
        for (byte[] line : next) {
          write(line);
          length += line.length;
        }
        flush();
        wrote(length);
      }
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for lines and takes some of them; none at the end. */
  private synchronized List<byte[]> take() throws InterruptedException {
    while (waiting.isEmpty() && !closing) {
      wait();
    }
    List<byte[]> some = new ArrayList<>();
    int length = 0;
    for (byte[] line = waiting.peekFirst();
        line != null && (some.isEmpty() || length + line.length <= AT_ONCE);
        line = waiting.peekFirst()) {
      waiting.removeFirst();
      some.add(line);
      length += line.length;
    }
    return some;
  }

  private synchronized void wrote(int length) {
    bytes -= length;
    written += length;
    if (waiting.size() < MOST_LINES / 2) {
      tellWhatIsLeftOut();
    }
    notifyAll();
  }

  /** Ignores a closed stream or a full disk, because there is nowhere to report it. */
  private void write(byte[] line) {
    try {
      out.write(line);
    } catch (IOException gone) {
      // The next one is tried again.
    }
  }

  private void flush() {
    try {
      out.flush();
    } catch (IOException gone) {
      // The next one is tried again.
    }
  }

  /**
   * Takes no more lines, and returns when all lines are written or the stream has taken nothing for
   * a second. Closes the stream, unless it is a {@link PrintStream}, which others use too.
   */
  @Override
  public void close() {
    synchronized (this) {
      if (closing) {
        return;
      }
      tellWhatIsLeftOut();
      closing = true;
      notifyAll();
    }
    if (awaitEnd() && !(out instanceof PrintStream)) {
      try {
        out.close();
      } catch (IOException tooLate) {
        // Nobody can be told.
      }
    }
  }

  private boolean awaitEnd() {
    long before = -1;
    try {
      while (thread.isAlive() && written() > before) {
        before = written();
        for (int i = 0; i < LOOKS && thread.isAlive() && written() == before; i++) {
          thread.join(PATIENCE.toMillis() / LOOKS);
        }
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  private synchronized long written() {
    return written;
  }
}
