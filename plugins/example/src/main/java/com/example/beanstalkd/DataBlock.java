package com.example.beanstalkd;

import io.galopin.api.Cut;
import io.netty.buffer.ByteBuf;

/** The rest of a message after its line: data of a known length and a CR LF. */
final class DataBlock {

  private static final int CR_LF = 2;

  private long left;

  /** Takes a line and returns whether the message ends with it. */
  boolean endsWith(Line line) {
    left = line.data() < 0 ? 0 : line.data() + CR_LF;
    return isComplete();
  }

  boolean isComplete() {
    return left == 0;
  }

  /** Cuts the bytes that belong to the block. */
  Cut cut(ByteBuf in) {
    long data = left - CR_LF;
    int length = (int) Math.min(in.readableBytes(), data > 0 ? data : left);
    left -= length;
    return data > 0 ? Cut.body(length, false) : Cut.framing(length, isComplete());
  }
}
