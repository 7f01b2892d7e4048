package io.galopin.app.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import io.galopin.app.options.Version;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.journal.Journal;
import io.galopin.journal.JournalLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A buffer of journal lines that are to be written. Writing whole lines keeps other writers' lines
 * from cutting them in two.
 */
public final class JournalLines {

  private static final JsonFactory JSON =
      ((JsonFactoryBuilder) JsonFactory.builder())
          .rootValueSeparator((SerializableString) null)
          .build();

  /**
   * The end of a line.
   *
   * @param offset the offset behind its last byte
   * @param number the last entry that is written when this line is
   */
  private record End(int offset, long number) {}

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<End> ends = new ArrayList<>();
  private final JsonGenerator json = generator(bytes);

  private static JsonGenerator generator(OutputStream out) {
    try {
      return JSON.createGenerator(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The first line of a run, without a line end. */
  public static String run(Instant time, long seed, List<ProxySpec> proxies, List<String> plugins) {
    return JournalLine.run(time, seed, Version.number(), proxies, plugins);
  }

  /** Ends an incomplete line that another writer or a full disk left behind. */
  void newline() {
    bytes.write('\n');
  }

  /** Adds a finished line, such as the first line of a run. */
  void add(String line, long number) {
    bytes.writeBytes(line.getBytes(StandardCharsets.UTF_8));
    end(number);
  }

  void lost(long count, long number) {
    add(JournalLine.lost(count), number);
  }

  void add(Journal.Entry entry, long seed) {
    try {
      JournalLine.write(json, seed, entry);
      json.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    end(entry.number());
  }

  private void end(long number) {
    bytes.write('\n');
    ends.add(new End(bytes.size(), number));
  }

  int size() {
    return bytes.size();
  }

  ByteBuffer toBuffer() {
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  /** Whether the first {@code length} bytes contain a whole line. */
  boolean hasLineIn(int length) {
    return ends.stream().anyMatch(end -> end.offset() <= length);
  }

  /**
   * The last entry that is complete in the first {@code length} bytes; {@code before} if none is.
   */
  long writtenWith(int length, long before) {
    long number = before;
    for (End end : ends) {
      if (end.offset() <= length) {
        number = end.number();
      }
    }
    return number;
  }

  /** Whether the first {@code length} bytes end in the middle of a line. */
  boolean isTornAt(int length) {
    return length > 0 && ends.stream().noneMatch(end -> end.offset() == length);
  }
}
