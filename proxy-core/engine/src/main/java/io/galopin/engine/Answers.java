package io.galopin.engine;

import io.galopin.api.Action;
import io.galopin.api.Direction;
import io.galopin.api.Rendering;
import io.galopin.api.Session;
import io.galopin.api.Trouble;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** Makes what the client gets in place of a reply. Used on one event loop only. */
final class Answers {

  private final Session session;
  private final Recorder recorder;
  private final ByteBufAllocator allocator;

  Answers(Session session, Recorder recorder, ByteBufAllocator allocator) {
    this.session = session;
    this.recorder = recorder;
    this.allocator = allocator;
  }

  /**
   * Whether {@code action} gives the client something of its own, or an orderly end, in its turn.
   */
  static boolean answers(Action action) {
    return action instanceof Action.Fail
        || action instanceof Action.Babble
        || action instanceof Action.Close;
  }

  /** Carries out an action that {@link #answers}, and records it. */
  Rendering to(Direction direction, ActiveExchange exchange, Action action) {
    if (action instanceof Action.Fail fail) {
      Rendering rendering = session.render(fail.failure(), exchange, allocator);
      recorder.fault(direction, exchange, "fail " + rendering.label());
      return rendering;
    }
    if (action instanceof Action.Babble babble) {
      recorder.fault(direction, exchange, babble.count() + " random bytes, close");
      return Rendering.lastReply(
          Unpooled.wrappedBuffer(exchange.randomBytes("babble", babble.count())), "random bytes");
    }
    recorder.fault(direction, exchange, "close");
    return Rendering.lastReply(Unpooled.EMPTY_BUFFER, "close");
  }

  /** What the client is told of a trouble; null if the protocol has no words for it. */
  @Nullable Rendering to(ActiveExchange exchange, Trouble trouble) {
    return session.render(trouble, exchange.request(), allocator);
  }
}
