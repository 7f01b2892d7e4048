package io.galopin.protocol.memcache;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.memcache.binary.BinaryMemcacheOpcodes;

/**
 * A request of the binary protocol, as far as its reply repeats it.
 *
 * @param opcode the number of the command
 * @param opaque a number that the client chose
 */
record BinaryRequest(byte opcode, int opaque) implements MemcacheRequest {

  @Override
  public String label() {
    return Opcode.name(opcode);
  }

  @Override
  public boolean expectsReply() {
    return opcode != BinaryMemcacheOpcodes.QUITQ;
  }

  @Override
  public boolean quiet() {
    return Opcode.isQuiet(opcode);
  }

  /** Returns the request whose header is at the start of {@code in}. */
  static BinaryRequest at(ByteBuf in) {
    return new BinaryRequest(BinaryHeader.opcode(in), BinaryHeader.opaque(in));
  }

  /** Whether a reply with these fields can be one to this request. */
  boolean takes(byte replyOpcode, int replyOpaque) {
    return replyOpaque == opaque && Opcode.loud(replyOpcode) == Opcode.loud(opcode);
  }
}
