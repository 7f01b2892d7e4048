package io.galopin.bench.load;

import io.netty.buffer.ByteBuf;

/** Finds the ends of replies. There is one object per connection. Not thread-safe. */
public interface Replies {

  /** Reads all bytes and returns how many replies end in them. */
  int endedIn(ByteBuf bytes);

  /** Returns an object for replies that all have the same length. */
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
