package io.galopin.protocol.memcache;

import io.galopin.api.Cut;
import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;

/** Follows a value of the text protocol, and the CR LF behind it. Nothing of it is held. */
final class ValueScanner {

  private static final int NONE = -1;
  private static final int LINE_END = 2;

  private long remaining = NONE;

  /** A value of {@code length} bytes is next. */
  void begin(long length) {
    remaining = length;
  }

  /** Whether what comes next belongs to a value or is its line end. */
  boolean active() {
    return remaining != NONE;
  }

  /**
   * Answers for the bytes of a value; only to be called while {@link #active}.
   *
   * @param apart whether the line end is to be told from the value
   * @param last whether the message ends with it
   */
  Cut cut(ByteBuf in, boolean apart, boolean last) throws Flawed {
    int readable = in.readableBytes();
    if (remaining > 0 && (apart || readable < remaining + LINE_END)) {
      int length = (int) Math.min(remaining, readable);
      remaining -= length;
      return Cut.body(length, false);
    }
    int end = in.readerIndex() + (int) remaining;
    boolean whole = readable >= remaining + LINE_END;
    if (in.getByte(end) != Octets.CR || (whole && in.getByte(end + 1) != Octets.LF)) {
      throw new Flawed(Flaw.NO_LINE_END);
    }
    if (!whole) {
      return Cut.more();
    }
    int length = (int) remaining + LINE_END;
    remaining = NONE;
    return apart ? Cut.framing(length, last) : Cut.body(length, last);
  }
}
