package io.galopin.protocol.mysql;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What a server says first.
 *
 * <pre>
 *   10 | version, NUL | thread, 4 | salt, 8 | 0 | capabilities, 2 | charset, 1 | status, 2
 *      | capabilities, 2 | length, 1 | reserved, 6 | MariaDB's capabilities, 4 | more salt …
 * </pre>
 *
 * @param capabilities what the server can do
 * @param lower the index of the lower capabilities
 * @param upper the index of the upper ones; 0 if there are none
 */
record Greeting(Capabilities capabilities, int lower, int upper) {

  static final int VERSION = 10;

  /** Reads a whole packet. */
  static Greeting of(ByteBuf in, int at) throws Flaw {
    int end = at + Packets.HEADER + Packets.length(in, at);
    Fields fields = new Fields(in, at + Packets.HEADER, end);
    if (fields.integer(1) != VERSION) {
      throw new Flaw("the server's greeting is not of version 10");
    }
    fields.skipTerminated();
    fields.skip(4 + 8 + 1);
    int lower = fields.index();
    long bits = fields.integer(2);
    int upper = 0;
    if (!fields.atEnd()) {
      fields.skip(3);
      upper = fields.index();
      bits |= fields.integer(2) << 16;
      fields.skip(1 + 6);
      long mariaDb = fields.integer(4);
      bits |= (bits & Capabilities.MYSQL) == 0 ? mariaDb << 32 : 0;
    }
    if (fields.broken()) {
      throw new Flaw("the server's greeting is too short");
    }
    return new Greeting(new Capabilities(bits), lower - at, upper == 0 ? 0 : upper - at);
  }

  /**
   * Returns the packet without some capabilities; null if the server has none of them.
   *
   * @param bits of the lower 32
   * @return owned by the caller
   */
  @Nullable ByteBuf without(long bits, ByteBuf in, int at) {
    if (!capabilities.has(bits)) {
      return null;
    }
    ByteBuf changed =
        in.alloc()
            .buffer(Packets.HEADER + Packets.length(in, at))
            .writeBytes(in, at, Packets.HEADER + Packets.length(in, at));
    int from = changed.readerIndex();
    long left = capabilities.bits() & ~bits;
    changed.setShortLE(from + lower, (int) left);
    if (upper > 0) {
      changed.setShortLE(from + upper, (int) (left >> 16));
    }
    return changed;
  }
}
