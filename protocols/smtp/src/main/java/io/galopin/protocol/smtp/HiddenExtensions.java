package io.galopin.protocol.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.galopin.protocol.text.LineEnd;
import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The extensions that clients do not see in the reply to EHLO.
 *
 * @param keywords in capitals
 */
record HiddenExtensions(Set<String> keywords) {

  /** What users write: keywords with commas between. */
  static final String FORM = "[A-Za-z0-9][A-Za-z0-9-]*( *, *[A-Za-z0-9][A-Za-z0-9-]*)*|";

  private static final int TEXT = 4;

  HiddenExtensions {
    keywords = Set.copyOf(keywords);
  }

  /** Reads a text of that form; it may be empty. */
  static HiddenExtensions of(String written) {
    Set<String> keywords = new TreeSet<>();
    for (String keyword : written.split(",", -1)) {
      if (!keyword.isBlank()) {
        keywords.add(keyword.strip().toUpperCase(Locale.ROOT));
      }
    }
    return new HiddenExtensions(keywords);
  }

  boolean isEmpty() {
    return keywords.isEmpty();
  }

  /** The keywords as users read them. */
  @Override
  public String toString() {
    return String.join(", ", new TreeSet<>(keywords));
  }

  /**
   * Returns a reply to EHLO without these extensions; null if it offers none of them.
   *
   * @param length of the whole reply
   * @return owned by the caller
   */
  @Nullable ByteBuf removedFrom(ByteBuf in, int length) {
    int from = in.readerIndex();
    int end = from + length;
    ByteBuf kept = in.alloc().buffer(length);
    int lastLine = kept.writerIndex();
    for (int line = from, next; line < end; line = next) {
      next = in.indexOf(line, end, Octets.LF) + 1;
      // The first line says who the server is.
      if (line == from || !hides(in, line + TEXT, LineEnd.withoutCr(in, line, next - 1))) {
        lastLine = kept.writerIndex();
        kept.writeBytes(in, line, next - line);
      }
    }
    if (kept.readableBytes() == length) {
      kept.release();
      return null;
    }
    if (kept.getByte(lastLine + TEXT - 1) == '-') {
      kept.setByte(lastLine + TEXT - 1, ' ');
    }
    return kept;
  }

  private boolean hides(ByteBuf in, int from, int to) {
    int end = from;
    while (end < to && !Octets.isBlank(in.getByte(end)) && in.getByte(end) != '=') {
      end++;
    }
    return end > from
        && keywords.contains(in.toString(from, end - from, US_ASCII).toUpperCase(Locale.ROOT));
  }
}
