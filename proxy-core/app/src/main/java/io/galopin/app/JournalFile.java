package io.galopin.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import io.galopin.app.console.CommandFailure;
import io.galopin.control.JournalJson;
import io.galopin.engine.Journal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file into which one thread writes what comes into the journal, as a JSON object per line. Each
 * line carries the seed, so that it tells by itself how it can be had again. Where the journal let
 * entries go before they were written, a line {@code {"lost": n}} says how many.
 *
 * <p>A write that fails is logged once and ends the writing, not the run.
 */
final class JournalFile implements AutoCloseable {

  /** The entries above a number, oldest first, at most so many: {@link Journal#after}. */
  interface Source {
    List<Journal.Entry> after(long number, int limit);
  }

  private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);
  private static final int BATCH = 1024;
  private static final long POLL_MILLIS = 50;
  private static final long LAST_WRITES_MILLIS = 2000;

  private final Path file;
  private final Source source;
  private final long seed;
  private final JsonGenerator json;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::follow, "galopin-journal");
  private long last;

  private JournalFile(Path file, Source source, long seed, JsonGenerator json) {
    this.file = file;
    this.source = source;
    this.seed = seed;
    this.json = json;
  }

  /**
   * Begins the file anew and follows the journal from its first entry.
   *
   * @throws CommandFailure if the file cannot be written
   */
  static JournalFile open(Path file, Source source, long seed) {
    JournalFile opened = new JournalFile(file, source, seed, generator(file));
    opened.thread.setDaemon(true);
    opened.thread.start();
    return opened;
  }

  private static JsonGenerator generator(Path file) {
    JsonFactory factory =
        ((JsonFactoryBuilder) JsonFactory.builder())
            .rootValueSeparator((SerializableString) null)
            .build();
    try {
      OutputStream out = Files.newOutputStream(file);
      return factory.createGenerator(out);
    } catch (IOException cannot) {
      throw CommandFailure.wrong(
          RunOptions.JOURNAL.name() + ": " + file + " (expected: a file that can be written)");
    }
  }

  private void follow() {
    try (json) {
      boolean ending;
      do {
        ending = closing.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
        writeNew();
      } while (!ending);
    } catch (IOException failed) {
      LOG.error("{}: the journal cannot be written any further: {}", file, failed.toString());
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeNew() throws IOException {
    List<Journal.Entry> entries = source.after(last, BATCH);
    boolean some = !entries.isEmpty();
    while (!entries.isEmpty()) {
      long lost = entries.get(0).number() - last - 1;
      if (lost > 0) {
        writeLost(lost);
      }
      for (Journal.Entry entry : entries) {
        JournalJson.write(json, seed, entry);
        json.writeRaw('\n');
      }
      last = entries.get(entries.size() - 1).number();
      entries = source.after(last, BATCH);
    }
    if (some) {
      json.flush();
    }
  }

  private void writeLost(long count) throws IOException {
    json.writeStartObject();
    json.writeNumberField("lost", count);
    json.writeEndObject();
    json.writeRaw('\n');
  }

  /** Writes what has come since, and returns when it is in the file. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(LAST_WRITES_MILLIS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
