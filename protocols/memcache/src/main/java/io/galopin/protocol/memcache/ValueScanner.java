package io.galopin.protocol.memcache;

import io.galopin.api.Cut;
import io.galopin.protocol.text.Flawed;
import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;

/** Follows a value of the text protocol and the CR LF after it. Holds none of it. */
final class ValueScanner {

  private static final int NONE = -1;
  private static final int LINE_END = 2;

  private long remaining = NONE;

  /** Starts a value of {@code length} bytes. */
  void begin(long length) {
    remaining = length;
  }

  /** Whether the next bytes belong to a value or its line end. */
  boolean active() {
    return remaining != NONE;
  }

  /**
   * Cuts the bytes of a value. Call it only while {@link #active}.
   *
   * @param apart whether to cut the line end separately
   * @param last whether the message ends with the value
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
