package io.galopin.engine.socket;

import io.netty.buffer.ByteBuf;
import java.io.IOException;

/** The events of one side of a connection. Called on its event loop. */
public interface SideEvents {

  /** For a side without a listener yet. */
  SideEvents NONE = new Untold();

  /** Bytes were read; ownership passes to this method. */
  void read(Side side, ByteBuf bytes);

  /** No more bytes are available at the moment. */
  void readComplete(Side side);

  /** The peer has ended its side: nothing more will be read. */
  void ended(Side side);

  /** The socket broke: the peer reset it, or it timed out. */
  void broken(Side side, IOException cause);

  /** Something failed on this side that is neither the peer's nor the network's. */
  void failed(Throwable cause);

  /** What is written no longer arrives; what the peer sent can still be read. */
  void deaf(Side side);

  /** {@link Side#writable} may have changed. */
  void writabilityChanged(Side side);

  /** The socket is closed. */
  void closed(Side side);

  /** Ignores all events. */
  final class Untold implements SideEvents {
    @Override
    public void read(Side side, ByteBuf bytes) {
      bytes.release();
    }

    @Override
    public void readComplete(Side side) {}

    @Override
    public void ended(Side side) {}

    @Override
    public void broken(Side side, IOException cause) {}

    @Override
    public void failed(Throwable cause) {}

    @Override
    public void deaf(Side side) {}

    @Override
    public void writabilityChanged(Side side) {}

    @Override
    public void closed(Side side) {}
  }
}
