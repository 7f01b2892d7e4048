package io.galopin.protocol.tcp;

import io.galopin.api.Attribute;
import io.galopin.api.Attributing;
import io.galopin.api.Message;
import io.galopin.api.Pairing;
import io.galopin.api.Turns;
import io.netty.buffer.ByteBuf;

/** One connection. All that is known of it is which side spoke when, and with which bytes. */
final class TcpSession extends Turns implements Attributing {

  TcpSession(Pairing pairing) {
    super(pairing);
  }

  /**
   * The start of a turn, or of what is said in it: at most {@link Attribute.Type#MOST_BYTES} bytes.
   */
  @Override
  public byte[] attribute(Attribute attribute, String name, Message message, ByteBuf head) {
    byte[] first = new byte[Math.min(head.readableBytes(), Attribute.Type.MOST_BYTES)];
    head.getBytes(head.readerIndex(), first);
    return first;
  }
}
