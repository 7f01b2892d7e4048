package io.galopin.testbed;

import io.netty.buffer.ByteBuf;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import java.util.ArrayDeque;

/** What the peer of a {@link VirtualSocket} has sent and the socket has not read, and its end. */
final class VirtualInput {

  private final VirtualSocket socket;
  private final ArrayDeque<ByteBuf> arrived = new ArrayDeque<>(2);
  private boolean wanted;
  private boolean delivering;
  private boolean peerEnded;
  private boolean shut;

  VirtualInput(VirtualSocket socket) {
    this.socket = socket;
  }

  /** Adds bytes. Takes over the buffer. */
  void add(ByteBuf bytes) {
    if (shut || peerEnded) {
      bytes.release();
    } else {
      arrived.add(bytes);
      deliver();
    }
  }

  /** The peer has ended its side. */
  void end() {
    peerEnded = true;
    deliver();
  }

  /** The socket asks for the next bytes. */
  void want() {
    wanted = true;
    deliver();
  }

  /** Drops what has arrived and all that comes. */
  void shut() {
    shut = true;
    arrived.forEach(ByteBuf::release);
    arrived.clear();
  }

  /** Whether nothing more will be read. */
  boolean isShut() {
    return shut;
  }

  private void deliver() {
    if (delivering) {
      return;
    }
    delivering = true;
    while (wanted && !arrived.isEmpty()) {
      wanted = false;
      socket.pipeline().fireChannelRead(arrived.removeFirst());
      socket.pipeline().fireChannelReadComplete();
    }
    delivering = false;
    if (wanted && peerEnded && !shut) {
      shut = true;
      if (socket.closesAtEndOfInput()) {
        socket.close();
      } else {
        socket.pipeline().fireUserEventTriggered(ChannelInputShutdownReadComplete.INSTANCE);
      }
    }
  }
}
