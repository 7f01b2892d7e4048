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

/** Lines of a journal that are on their way: whole ones, so that none is torn by others' lines. */
public final class JournalLines {

  private static final JsonFactory JSON =
      ((JsonFactoryBuilder) JsonFactory.builder())
          .rootValueSeparator((SerializableString) null)
          .build();

  /**
   * Where a line ends.
   *
   * @param offset behind its last byte
   * @param number the last entry that is then written
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

  /** The line with which a run begins, without its end. */
  public static String run(Instant time, long seed, List<ProxySpec> proxies) {
    return JournalLine.run(time, seed, Version.number(), proxies);
  }

  /** Ends a line that others, or a full disk, have torn. */
  void newline() {
    bytes.write('\n');
  }

  /** A line that is there already, such as that of a run. */
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

  /** Whether a whole line is among the first so many bytes. */
  boolean hasLineIn(int length) {
    return ends.stream().anyMatch(end -> end.offset() <= length);
  }

  /** The last entry of which all is among the first so many bytes; {@code before} if none is. */
  long writtenWith(int length, long before) {
    long number = before;
    for (End end : ends) {
      if (end.offset() <= length) {
        number = end.number();
      }
    }
    return number;
  }

  /** Whether the first so many bytes end amid a line. */
  boolean isTornAt(int length) {
    return length > 0 && ends.stream().noneMatch(end -> end.offset() == length);
  }
}
