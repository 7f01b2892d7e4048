package io.galopin.testbed;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/** The half of a socket that writes to its peer. */
final class VirtualOutput {

  private VirtualSocket.@Nullable Peer peer;
  private long room = Long.MAX_VALUE;
  private boolean shut;

  /** Makes {@code telling} receive everything from now on; null for nobody. */
  void tell(VirtualSocket.@Nullable Peer telling) {
    peer = telling;
  }

  /** Limits how many more bytes the peer takes. */
  void room(long bytes) {
    room = bytes;
  }

  /** Gives the peer as many bytes as it takes. */
  void write(ChannelOutboundBuffer out) {
    for (Object next = out.current(); next != null; next = out.current()) {
      ByteBuf bytes = (ByteBuf) next;
      int length = bytes.readableBytes();
      int taken = (int) Math.min(room, length);
      room -= taken;
      if (taken > 0 && peer != null) {
        peer.bytes(bytes.slice(bytes.readerIndex(), taken));
      }
      if (taken < length) {
        out.removeBytes(taken);
        return;
      }
      out.remove();
    }
  }

  /** Ends the output while the socket stays open. */
  void shut() {
    shut = true;
    if (peer != null) {
      peer.end();
    }
  }

  /** Called when the socket closes: resets it, or ends the output unless it has ended. */
  void close(boolean reset) {
    if (peer != null && reset) {
      peer.reset();
    } else if (peer != null && !shut) {
      peer.end();
    }
    shut = true;
  }

  boolean isShut() {
    return shut;
  }
}
