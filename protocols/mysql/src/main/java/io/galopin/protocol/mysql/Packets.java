package io.galopin.protocol.mysql;

import io.netty.buffer.ByteBuf;

/**
 * The frame of a packet. A packet of the greatest length goes on in the next one.
 *
 * <pre>
 *   length, 3 bytes, little-endian | sequence number, 1 byte | payload
 * </pre>
 */
final class Packets {

  static final int HEADER = 4;

  /** The greatest length. */
  static final int MOST = 0xFFFFFF;

  /** No type; a packet without payload has none. */
  static final int EMPTY = -1;

  /** The first byte of a packet that says OK. */
  static final int OK = 0x00;

  /** The first byte of a packet that asks for a file of the client. */
  static final int FILE = 0xFB;

  /** The first byte of a packet at the end of rows; in a login, of one that asks for another. */
  static final int EOF = 0xFE;

  /** The first byte of a packet that reports an error. */
  static final int ERROR = 0xFF;

  private Packets() {}

  /** Returns the length of the payload. The header must be there. */
  static int length(ByteBuf in, int at) {
    return in.getUnsignedMediumLE(at);
  }

  static int sequence(ByteBuf in, int at) {
    return in.getUnsignedByte(at + 3);
  }

  /** Returns the first byte of the payload, which must be there. */
  static int type(ByteBuf in, int at) {
    return length(in, at) == 0 ? EMPTY : in.getUnsignedByte(at + HEADER);
  }

  /** Returns the code of an error; 0 if the packet has none. */
  static int errorCode(ByteBuf in, int at) {
    return length(in, at) < 3 ? 0 : in.getUnsignedShortLE(at + HEADER + 1);
  }

  /**
   * Returns whether a whole packet has come.
   *
   * @throws Flaw if it is longer than {@code most}
   */
  static boolean isWhole(ByteBuf in, int at, int most) throws Flaw {
    int come = in.writerIndex() - at;
    if (come < HEADER) {
      return false;
    }
    int length = length(in, at);
    if (length > most) {
      throw new Flaw("a packet is longer than max-packet");
    }
    return come >= HEADER + length;
  }
}
