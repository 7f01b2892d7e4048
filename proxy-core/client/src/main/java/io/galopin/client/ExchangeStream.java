package io.galopin.client;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads the stream of a server's exchanges, on a thread of its own, until it is closed or the
 * server is gone. The server sends something empty from time to time, so one that says nothing for
 * long is gone, too.
 */
final class ExchangeStream {

  /** Several times as long as the server is ever silent. */
  static final Duration SILENCE = Duration.ofSeconds(60);

  /** In place of a time: somebody uses what has come. */
  private static final long NOT_WAITING = Long.MIN_VALUE;

  /** Is told what comes, by the thread of the stream. */
  interface Reader {

    /** An exchange is over. If this throws, it is not called again, and the stream ends. */
    void ended(Map<String, Object> exchange);

    /**
     * Some exchanges are missing.
     *
     * @param count how many; 0 if nobody knows
     * @param why as a part of a sentence
     */
    void missing(long count, String why);

    /** The stream has ended, although nobody has closed it. The last call. */
    void gone(String why);
  }

  private final InputStream in;
  private final Reader reader;
  private final long silence;
  private final AtomicLong waitingSince = new AtomicLong(NOT_WAITING);
  private volatile boolean open = true;
  private volatile boolean silent;

  private ExchangeStream(InputStream in, Reader reader, Duration silence) {
    this.in = in;
    this.reader = reader;
    this.silence = silence.toNanos();
  }

  /**
   * Begins to read.
   *
   * @param in a JSON object per line; closed at the end
   * @param silence after which the server is taken for gone
   */
  static ExchangeStream read(String thread, InputStream in, Reader reader, Duration silence) {
    ExchangeStream stream = new ExchangeStream(in, reader, silence);
    Thread reading = new Thread(stream::read, thread);
    reading.setDaemon(true);
    reading.start();
    stream.watch(stream.silence);
    return stream;
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String why = readAll(lines);
      if (open) {
        reader.gone(why);
      }
    } catch (IOException cannotClose) {
      // Nothing is left to read.
    } finally {
      open = false;
    }
  }

  /** Returns why there is no more. */
  private String readAll(BufferedReader lines) {
    try {
      for (String line = next(lines); line != null && open; line = next(lines)) {
        if (!line.isBlank()) {
          tell(JSON.std.mapFrom(line));
        }
      }
      return silent ? silence() : "its stream has ended";
    } catch (IOException broken) {
      return silent ? silence() : String.valueOf(broken.getMessage());
    }
  }

  private String silence() {
    return "it has said nothing for " + TimeUnit.NANOSECONDS.toMillis(silence) + " ms";
  }

  private @Nullable String next(BufferedReader lines) throws IOException {
    waitingSince.set(System.nanoTime());
    try {
      return lines.readLine();
    } finally {
      waitingSince.set(NOT_WAITING);
    }
  }

  private void tell(Map<String, Object> fields) {
    if (fields.containsKey("lost")) {
      long count = Fields.number(fields, "lost");
      reader.missing(count, count + " came too fast");
    } else if (fields.containsKey("dropped")) {
      reader.missing(0, Fields.text(fields, "dropped"));
    } else {
      reader.ended(fields);
    }
  }

  /** Looks again after some nanoseconds. Uses no thread meanwhile. */
  private void watch(long nanos) {
    CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, Runnable::run)
        .execute(this::look);
  }

  private void look() {
    long since = waitingSince.get();
    long waited = since == NOT_WAITING ? 0 : System.nanoTime() - since;
    if (!open) {
      return;
    }
    if (waited < silence) {
      watch(silence - waited);
      return;
    }
    silent = true;
    closeInput();
  }

  private void closeInput() {
    try {
      in.close();
    } catch (IOException closedAlready) {
      // As wanted.
    }
  }

  /** Whether the reader may still be told something. */
  boolean isOpen() {
    return open;
  }

  /** Ends it. The reader is told nothing more, but for a call under way. */
  void close() {
    open = false;
    closeInput();
  }
}
