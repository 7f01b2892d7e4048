package io.galopin.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Bytes that are written many times without being copied. Each write uses a duplicate. */
final class Constant {

  private Constant() {}

  /** Copies the bytes into direct memory, which is never released. */
  static ByteBuf of(byte[] bytes) {
    return Unpooled.unreleasableBuffer(Unpooled.directBuffer(bytes.length).writeBytes(bytes));
  }
}
