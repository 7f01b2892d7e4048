package io.galopin.engine.connection;

import io.galopin.api.Cut;
import io.galopin.engine.exchange.Undecided;
import io.galopin.engine.exchange.Watcher;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** What is left of a direction that has ended. Used on only one event loop. */
final class Remainder {

  private Remainder() {}

  /** Asks what happens to the bytes that were never decided, and takes them away. */
  static void take(Undecided undecided, Watcher watcher) {
    ByteBuf kept = undecided.take();
    ByteBuf rest = kept == null ? Unpooled.EMPTY_BUFFER : kept;
    Cut cut = ask(watcher, rest);
    if (cut.kind() == Cut.Kind.PASS) {
      watcher.take(cut, rest);
    } else {
      rest.release();
      if (cut.kind() == Cut.Kind.REFUSE) {
        watcher.refuse(cut);
      }
    }
  }

  private static Cut ask(Watcher watcher, ByteBuf rest) {
    try {
      return watcher.end(rest);
    } catch (Throwable thrown) {
      if (rest.refCnt() > 0) {
        rest.release();
      }
      throw thrown;
    }
  }
}
