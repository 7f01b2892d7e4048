package io.galopin.engine.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.galopin.testbed.VirtualSocket;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * What a peer has heard from a virtual socket: text, {@code |} for its end, {@code !} for a reset.
 */
final class Wire implements VirtualSocket.Peer {

  private final StringBuilder heard = new StringBuilder();

  @Override
  public void bytes(ByteBuf bytes) {
    heard.append(bytes.toString(ISO_8859_1));
  }

  @Override
  public void end() {
    heard.append('|');
  }

  @Override
  public void reset() {
    heard.append('!');
  }

  static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, ISO_8859_1);
  }

  @Override
  public String toString() {
    return heard.toString();
  }
}
