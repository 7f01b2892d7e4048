package io.galopin.bench.load;

import io.netty.buffer.ByteBuf;

/** Tells where replies end. There is one per connection, and one thread uses it. */
public interface Replies {

  /** Takes all bytes and returns how many replies ended in them. */
  int endedIn(ByteBuf bytes);

  /** Replies that all have the same length. */
  static Replies ofBytes(int length) {
    return new Replies() {
      private int got;

      @Override
      public int endedIn(ByteBuf bytes) {
        got += bytes.readableBytes();
        bytes.skipBytes(bytes.readableBytes());
        int ended = got / length;
        got %= length;
        return ended;
      }
    };
  }
}
