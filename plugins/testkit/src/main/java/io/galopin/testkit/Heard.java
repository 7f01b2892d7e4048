package io.galopin.testkit;

import io.galopin.testbed.VirtualSocket;
import io.netty.buffer.ByteBuf;
import io.netty.util.CharsetUtil;

/** Collects what one side of a connection receives. */
final class Heard implements VirtualSocket.Peer {

  private final StringBuilder heard = new StringBuilder();

  @Override
  public void bytes(ByteBuf bytes) {
    heard.append(bytes.toString(CharsetUtil.ISO_8859_1));
  }

  @Override
  public void end() {}

  @Override
  public void reset() {}

  /** Everything received, one character per byte. */
  @Override
  public String toString() {
    return heard.toString();
  }
}
