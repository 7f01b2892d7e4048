package io.galopin.engine.connection;

import io.galopin.engine.socket.Side;
import io.galopin.engine.socket.Sink;
import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;

/**
 * The last outlet of a direction whose bytes go somewhere else until it opens. Used on only one
 * event loop.
 */
final class Gate implements Sink {

  private final Side side;
  private final Consumer<ByteBuf> before;
  private final Runnable endBefore;
  private boolean open;

  /**
   * Closed at first.
   *
   * @param side takes what is written when it is open
   * @param before takes what is written before, and owns it
   * @param endBefore called when the direction ends before
   */
  Gate(Side side, Consumer<ByteBuf> before, Runnable endBefore) {
    this.side = side;
    this.before = before;
    this.endBefore = endBefore;
  }

  void open() {
    open = true;
  }

  void shut() {
    open = false;
  }

  @Override
  public void write(ByteBuf bytes) {
    if (open) {
      side.write(bytes);
    } else {
      before.accept(bytes);
    }
  }

  @Override
  public void mark(Runnable action) {
    side.mark(action);
  }

  @Override
  public void end() {
    if (open) {
      side.end();
    } else {
      endBefore.run();
    }
  }

  @Override
  public boolean writable() {
    return side.writable();
  }

  @Override
  public void flush() {
    side.flush();
  }
}
