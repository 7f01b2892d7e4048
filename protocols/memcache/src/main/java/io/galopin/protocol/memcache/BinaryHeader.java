package io.galopin.protocol.memcache;

import io.galopin.protocol.text.Flawed;
import io.netty.buffer.ByteBuf;

/**
 * The header with which every message of the binary protocol begins, in bytes:
 *
 * <pre>
 *   0 magic   1 opcode  2–3 length of the key   4 length of the extras   5 data type
 *   6–7 status, or bucket                       8–11 length of extras, key and value
 *   12–15 opaque                                16–23 cas
 *   extras, key, value
 * </pre>
 */
final class BinaryHeader {

  static final byte REQUEST = (byte) 0x80;
  static final byte REPLY = (byte) 0x81;
  static final int LENGTH = 24;

  private BinaryHeader() {}

  /** Whether the header is complete. Refuses a wrong beginning at once. */
  static boolean check(ByteBuf in, byte magic) throws Flawed {
    int start = in.readerIndex();
    if (in.getByte(start) != magic) {
      throw new Flawed(Flaw.MAGIC);
    }
    if (in.readableBytes() < LENGTH) {
      return false;
    }
    if (framing(in) > body(in)) {
      throw new Flawed(Flaw.LENGTHS);
    }
    return true;
  }

  static byte opcode(ByteBuf in) {
    return in.getByte(in.readerIndex() + 1);
  }

  static int keyLength(ByteBuf in) {
    return in.getUnsignedShort(in.readerIndex() + 2);
  }

  static int extrasLength(ByteBuf in) {
    return in.getUnsignedByte(in.readerIndex() + 4);
  }

  static int status(ByteBuf in) {
    return in.getUnsignedShort(in.readerIndex() + 6);
  }

  static int opaque(ByteBuf in) {
    return in.getInt(in.readerIndex() + 12);
  }

  /** The length of extras and key. */
  static int framing(ByteBuf in) {
    return extrasLength(in) + keyLength(in);
  }

  /** The length of extras, key and value. */
  static long body(ByteBuf in) {
    return in.getUnsignedInt(in.readerIndex() + 8);
  }
}
