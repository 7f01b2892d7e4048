package io.galopin.protocol.redis;

import io.netty.buffer.ByteBuf;

/**
 * Reads a decimal number and its CR LF as the bytes arrive: {@code 12\r\n}. As in Redis, there is
 * no plus sign and no leading zero. Reused for one number after another.
 */
final class NumberLine {

  private static final int MOST_DIGITS = 18;

  private long value;
  private int digits;
  private boolean negative;
  private boolean carriageReturn;
  private boolean complete;

  /** Forgets the last number. */
  void begin() {
    value = 0;
    digits = 0;
    negative = false;
    carriageReturn = false;
    complete = false;
  }

  /**
   * Reads on.
   *
   * @return the end of the line if it is {@link #complete}, otherwise {@code to}; -1 if it is not a
   *     number
   */
  int read(ByteBuf in, int from, int to) {
    for (int at = from; at < to; at++) {
      byte next = in.getByte(at);
      if (carriageReturn) {
        complete = next == '\n';
        return complete ? at + 1 : -1;
      }
      if (next >= '0' && next <= '9') {
        if (digits == MOST_DIGITS || (digits > 0 && value == 0)) {
          return -1;
        }
        value = value * 10 + (next - '0');
        digits++;
      } else if (next == '\r' && digits > 0 && !(negative && value == 0)) {
        carriageReturn = true;
      } else if (next == '-' && digits == 0 && !negative) {
        negative = true;
      } else {
        return -1;
      }
    }
    return to;
  }

  /** Whether the whole line has been read. */
  boolean complete() {
    return complete;
  }

  long value() {
    return negative ? -value : value;
  }
}
