package io.galopin.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Bytes that are written again and again without being copied: each write takes a duplicate. */
final class Constant {

  private Constant() {}

  /** Puts them where the kernel reads them; they stay for as long as the program runs. */
  static ByteBuf of(byte[] bytes) {
    return Unpooled.unreleasableBuffer(Unpooled.directBuffer(bytes.length).writeBytes(bytes));
  }
}
