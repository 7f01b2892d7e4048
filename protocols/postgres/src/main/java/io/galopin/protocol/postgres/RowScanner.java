package io.galopin.protocol.postgres;

import io.galopin.api.Cut;
import io.netty.buffer.ByteBuf;

/**
 * Tells what of a row is payload: the values, without their lengths. Used only while something acts
 * on payload.
 *
 * <pre>
 *   DataRow   'D' length count (valueLength value)*     a length of -1 is NULL
 *   CopyData  'd' length value
 * </pre>
 */
final class RowScanner {

  private static final int LENGTH = 4;

  /** How much of the row is left. */
  private long left;

  /** How much of the current value is left. */
  private long value;

  private boolean copied;

  boolean active() {
    return left > 0;
  }

  /** Begins within a DataRow, behind the number of its values. */
  void beginInRow(long length) {
    left = length;
    value = 0;
    copied = false;
  }

  /** Begins at a message, whose type and length are there. */
  Cut begin(ByteBuf in) {
    copied = in.getByte(in.readerIndex()) == 'd';
    int header = copied ? Wire.HEADER : Wire.HEADER + 2;
    long length = in.getInt(in.readerIndex() + 1) + 1L;
    if (in.readableBytes() < Math.min(header, length)) {
      return Cut.more();
    }
    header = (int) Math.min(header, length);
    left = length - header;
    value = copied ? left : 0;
    return Cut.framing(header, false);
  }

  Cut cut(ByteBuf in) {
    int from = in.readerIndex();
    if (value == 0) {
      int length = (int) Math.min(LENGTH, left);
      if (in.readableBytes() < length) {
        return Cut.more();
      }
      left -= length;
      value = length < LENGTH ? 0 : Math.min(left, Math.max(0, in.getInt(from)));
      return Cut.framing(length, false);
    }
    int length = (int) Math.min(value, in.readableBytes());
    value -= length;
    left -= length;
    return Cut.body(length, false);
  }
}
