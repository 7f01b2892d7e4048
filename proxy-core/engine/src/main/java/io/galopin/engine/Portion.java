package io.galopin.engine;

import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;

/** Some bytes that are dealt with in their turn. */
final class Portion implements HoldQueue.Step {

  private final Consumer<ByteBuf> then;
  private ByteBuf bytes;

  /**
   * Owns {@code bytes} until its turn.
   *
   * @param then is handed the bytes
   */
  Portion(ByteBuf bytes, Consumer<ByteBuf> then) {
    this.bytes = bytes;
    this.then = then;
  }

  @Override
  public void run() {
    then.accept(bytes);
  }

  @Override
  public void cancel() {
    bytes.release();
  }

  @Override
  public int hold() {
    bytes = HoldQueue.compact(bytes);
    return bytes.capacity();
  }
}
