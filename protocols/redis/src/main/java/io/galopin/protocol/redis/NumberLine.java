package io.galopin.protocol.redis;

import io.netty.buffer.ByteBuf;

/**
 * A decimal number and the CR LF after it, read as its bytes come: {@code 12\r\n}. As in Redis
 * there is no plus sign and no leading zero. Used for one number after another.
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
   * @return where the line ends if it is {@link #complete}, else {@code to}; -1 if it is no number
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

  /** Whether the line has been read to its end. */
  boolean complete() {
    return complete;
  }

  /** The number. */
  long value() {
    return negative ? -value : value;
  }
}
