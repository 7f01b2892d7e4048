package io.galopin.protocol.mysql;

import io.netty.buffer.ByteBuf;

/** Writes fields and packets. */
final class Writing {

  private Writing() {}

  /** Writes a number that says how long it is. */
  static void lengthEncoded(ByteBuf to, int number) {
    if (number < 0xFB) {
      to.writeByte(number);
    } else if (number <= 0xFFFF) {
      to.writeByte(0xFC).writeShortLE(number);
    } else if (number <= 0xFFFFFF) {
      to.writeByte(0xFD).writeMediumLE(number);
    } else {
      to.writeByte(0xFE).writeLongLE(number);
    }
  }

  /** Begins a packet. Returns where; its length is still to be set. */
  static int begin(ByteBuf to, int sequence) {
    int at = to.writerIndex();
    to.writeMediumLE(0).writeByte(sequence);
    return at;
  }

  /** Sets the length of a packet that ends here. */
  static void end(ByteBuf to, int at) {
    to.setMediumLE(at, to.writerIndex() - at - Packets.HEADER);
  }
}
