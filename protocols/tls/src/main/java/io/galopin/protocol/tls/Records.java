package io.galopin.protocol.tls;

import io.galopin.protocol.text.Flawed;
import io.netty.buffer.ByteBuf;

/** Cuts records one by one, whatever is in them. */
final class Records {

  /** More bytes are needed. */
  static final int NOT_YET = 0;

  private Records() {}

  /**
   * Returns the length of the record at the start of the bytes, with its header, or {@link
   * #NOT_YET} if it is not whole.
   */
  static int length(ByteBuf in, Flaw tooLong) throws Flawed {
    int from = in.readerIndex();
    int readable = in.readableBytes();
    if (readable > 1 && in.getByte(from + 1) != Wire.MAJOR_VERSION) {
      throw new Flawed(Flaw.NOT_TLS);
    }
    if (readable < Wire.RECORD_HEADER) {
      return NOT_YET;
    }
    int fragment = in.getUnsignedShort(from + 3);
    if (fragment > Wire.MOST_ENCRYPTED) {
      throw new Flawed(tooLong);
    }
    int length = Wire.RECORD_HEADER + fragment;
    return readable < length ? NOT_YET : length;
  }
}
