package io.galopin.protocol.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.galopin.protocol.text.Flawed;
import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a reply: its status, and the enhanced one of RFC 2034 if there is one.
 *
 * <pre>
 *   250-text            250 2.1.5 text
 *   └──┘                └────────┘
 * </pre>
 */
final class ReplyHead {

  private static final int STATUS = 3;

  /** The status and the byte behind it. */
  private static final int SHORT = 4;

  /** As long as an enhanced status can be: {@code 5.123.123}. */
  private static final int MOST_ENHANCED = 9;

  private ReplyHead() {}

  /** Returns the length of the head at the reader index; 0 if more bytes are needed. */
  static int length(ByteBuf in) throws Flawed {
    int from = in.readerIndex();
    int readable = in.readableBytes();
    for (int i = 0; i < Math.min(STATUS, readable); i++) {
      byte digit = in.getByte(from + i);
      if (!Octets.isDigit(digit) || (i == 0 && (digit < '1' || digit > '5'))) {
        throw new Flawed(Flaw.NO_STATUS);
      }
    }
    if (readable < SHORT) {
      return 0;
    }
    byte separator = in.getByte(from + STATUS);
    if (separator == '\r' || separator == '\n') {
      return STATUS;
    }
    int enhanced = from + SHORT;
    int most = Math.min(from + readable, enhanced + MOST_ENHANCED + 1);
    int end = enhancedEnd(in, enhanced, most);
    if (end < most) {
      return isEnhanced(in, enhanced, end) ? end - from : SHORT;
    }
    return most == enhanced + MOST_ENHANCED + 1 ? SHORT : 0;
  }

  private static int enhancedEnd(ByteBuf in, int from, int to) {
    int at = from;
    while (at < to && (Octets.isDigit(in.getByte(at)) || in.getByte(at) == '.')) {
      at++;
    }
    return at;
  }

  private static boolean isEnhanced(ByteBuf in, int from, int to) {
    boolean ends = to == in.writerIndex() || in.getByte(to) <= ' ';
    return ends
        && in.toString(from, to - from, US_ASCII).matches("[245]\\.[0-9]{1,3}\\.[0-9]{1,3}");
  }

  static int status(ByteBuf in) {
    return (int) Octets.decimal(in, in.readerIndex(), in.readerIndex() + STATUS);
  }

  /** Returns the enhanced status of a reply; null if it has none. */
  static @Nullable String enhanced(ByteBuf in) {
    int from = in.readerIndex() + SHORT;
    int end = enhancedEnd(in, Math.min(from, in.writerIndex()), in.writerIndex());
    return end > from && isEnhanced(in, from, end) ? in.toString(from, end - from, US_ASCII) : null;
  }
}
