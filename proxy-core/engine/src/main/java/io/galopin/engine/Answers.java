package io.galopin.engine;

import io.galopin.api.Action;
import io.galopin.api.Message;
import io.galopin.api.Rendering;
import io.galopin.api.Session;
import io.galopin.api.Trouble;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes what the client gets in place of a reply, and gives it to the client in its turn. Used on
 * one event loop only.
 */
final class Answers {

  private final Connection connection;
  private final Session session;
  private final Outlet toClient;
  private final ByteBufAllocator allocator;

  Answers(Connection connection, Session session, Outlet toClient, ByteBufAllocator allocator) {
    this.connection = connection;
    this.session = session;
    this.toClient = toClient;
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
  Rendering to(ActiveExchange exchange, Verdict verdict, Firing by) {
    Action action = verdict.action();
    if (action instanceof Action.Fail fail) {
      Rendering rendering = session.render(fail.failure(), exchange, allocator);
      record(exchange, verdict, by, "fail " + rendering.label());
      return rendering;
    }
    if (action instanceof Action.Babble babble) {
      record(exchange, verdict, by, babble.count() + " random bytes, close");
      return Rendering.lastReply(
          Unpooled.wrappedBuffer(exchange.randomBytes(by, "babble", babble.count())),
          "random bytes");
    }
    record(exchange, verdict, by, "close");
    return Rendering.lastReply(Unpooled.EMPTY_BUFFER, "close");
  }

  private void record(ActiveExchange exchange, Verdict verdict, Firing by, String what) {
    connection.recorder().fault(verdict.hook(), exchange, by, verdict.action(), what);
  }

  /**
   * The head of a message with the values that behaviors want it to have.
   *
   * @param head handed over, unless something is thrown
   * @return owned by the caller
   */
  ByteBuf rewritten(Hook hook, ActiveExchange exchange, Message message, ByteBuf head) {
    Firings firings = exchange.firings();
    if (firings == null) {
      return head;
    }
    Map<String, String> values = firings.takeRewrites();
    Firing by = firings.rewriter();
    ByteBuf changed = values.isEmpty() ? null : session.rewrite(message, head, values, allocator);
    if (changed == null || by == null) {
      return head;
    }
    head.release();
    // Values may be secrets.
    String names = String.join(", ", new TreeSet<>(values.keySet()));
    connection.recorder().fault(hook, exchange, by, new Action.Rewrite(values), "rewrite " + names);
    return changed;
  }

  /** A request that the backend always answers; null if the protocol needs none. */
  @Nullable ByteBuf probe() {
    return session.probe(allocator);
  }

  /** What the backend gets in place of a request that fails; null for nothing. */
  @Nullable ByteBuf substitute(Message request) {
    return session.substitute(request, allocator);
  }

  /** Tells the client of a trouble in place of the reply to {@code exchange}, or closes. */
  void tell(ActiveExchange exchange, Trouble trouble, Exchanges exchanges) {
    Rendering rendering = session.render(trouble, exchange.request(), allocator);
    connection.stopRequests();
    if (rendering == null) {
      connection.closeOrderly();
    } else {
      exchanges.answer(exchange, rendering);
    }
  }

  /** Gives the client an answer when what is held back before it has gone. */
  void queue(Rendering rendering, HoldQueue holds) {
    holds.submit(
        new HoldQueue.Step() {
          @Override
          public void run() {
            write(rendering);
          }

          @Override
          public void cancel() {
            rendering.bytes().release();
          }

          @Override
          public int pinned() {
            return rendering.bytes().capacity();
          }
        });
  }

  /** Gives the client an answer now. */
  void write(Rendering rendering) {
    toClient.write(rendering.bytes());
    switch (rendering.end()) {
      case KEEP -> connection.flush();
      case CLOSE -> connection.closeOrderly();
      case RESET -> toClient.mark(connection::reset);
    }
  }
}
