package io.galopin.protocol.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.galopin.protocol.text.LineEnd;
import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
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
  private static final int LONGEST_LINE = 16;
  private static final String STARTTLS = Verb.STARTTLS.name();

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

  /**
   * Returns a reply to EHLO as that of a server that offers TLS as long as it has not begun.
   *
   * @param length of the whole reply
   * @param offered whether it is offered, unless it is hidden
   * @return owned by the caller; never null
   */
  ByteBuf withOwnTls(ByteBuf in, int length, boolean offered) {
    Set<String> without = new TreeSet<>(keywords);
    without.add(STARTTLS);
    ByteBuf removed = new HiddenExtensions(without).removedFrom(in, length);
    ByteBuf reply = removed == null ? in.copy(in.readerIndex(), length) : removed;
    return offered && !keywords.contains(STARTTLS) ? withTls(reply) : reply;
  }

  /** Puts the keyword behind the first line. Owns the reply. */
  private static ByteBuf withTls(ByteBuf reply) {
    int end = reply.indexOf(0, reply.writerIndex(), Octets.LF) + 1;
    byte separator = reply.getByte(TEXT - 1);
    if (separator != ' ' && separator != '-') {
      return reply;
    }
    boolean only = end == reply.writerIndex();
    ByteBuf whole = reply.alloc().buffer(reply.readableBytes() + LONGEST_LINE);
    whole.writeBytes(reply, 0, end).setByte(TEXT - 1, '-');
    ByteBufUtil.writeAscii(whole, "250" + (only ? ' ' : '-') + STARTTLS + "\r\n");
    whole.writeBytes(reply, end, reply.writerIndex() - end);
    reply.release();
    return whole;
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
