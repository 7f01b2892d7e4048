package io.galopin.protocol.memcache;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.memcache.binary.BinaryMemcacheOpcodes;

/**
 * A request of the binary protocol: what its reply gives back.
 *
 * @param opcode which command it is
 * @param opaque a number of the client's choice
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

  /** The request with whose header {@code in} begins. */
  static BinaryRequest at(ByteBuf in) {
    return new BinaryRequest(BinaryHeader.opcode(in), BinaryHeader.opaque(in));
  }

  /** Whether a reply with these fields is one to this request. */
  boolean takes(byte replyOpcode, int replyOpaque) {
    return replyOpaque == opaque && Opcode.loud(replyOpcode) == Opcode.loud(opcode);
  }
}
