package com.example.beanstalkd;

import io.galopin.api.Cut;
import io.netty.buffer.ByteBuf;

/** The rest of a message behind its line: data of a known length and a CR LF. */
final class DataBlock {

  private static final int CR_LF = 2;

  private long left;

  /** So many bytes of data come now. */
  void expect(long data) {
    left = data + CR_LF;
  }

  boolean isComplete() {
    return left == 0;
  }

  /** Says how much of some bytes belongs to it. */
  void cut(ByteBuf in, Cut cut) {
    long data = left - CR_LF;
    int length = (int) Math.min(in.readableBytes(), data > 0 ? data : left);
    left -= length;
    if (data > 0) {
      cut.body(length, false);
    } else {
      cut.framing(length, isComplete());
    }
  }
}
