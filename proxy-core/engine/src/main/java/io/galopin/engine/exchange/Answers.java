package io.galopin.engine.exchange;

import io.galopin.api.Action;
import io.galopin.api.Failure;
import io.galopin.api.Marking;
import io.galopin.api.Message;
import io.galopin.api.Rendering;
import io.galopin.api.Request;
import io.galopin.api.Trouble;
import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.journal.Hook;
import io.galopin.engine.rule.Firing;
import io.galopin.engine.socket.Outlet;
import io.galopin.engine.trace.FinishedExchange;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes the answers that the client gets instead of replies, and sends them in order. Used on only
 * one event loop.
 */
public final class Answers implements Exchanges.Client {

  private final Controls controls;
  private final Recorder recorder;
  private final GuardedSession session;
  private final Outlet toClient;
  private final HoldQueue holds;
  private final ByteBufAllocator allocator;

  /**
   * Has sent no answer yet.
   *
   * @param toClient receives the answers
   * @param holds what is held on the way to the client
   */
  public Answers(
      Controls controls,
      Recorder recorder,
      GuardedSession session,
      Outlet toClient,
      HoldQueue holds,
      ByteBufAllocator allocator) {
    this.controls = controls;
    this.recorder = recorder;
    this.session = session;
    this.toClient = toClient;
    this.holds = holds;
    this.allocator = allocator;
  }

  /**
   * Whether {@code action} gives the client an answer of the proxy or ends the connection, in the
   * order of requests.
   */
  static boolean answers(Action action) {
    return switch (action.kind()) {
      case FAIL, BABBLE, CLOSE, RESET -> true;
      case PASS, HANG, REWRITE, NOTICE, HANDSHAKE, INSERT, LOSE, THROTTLE, TRUNCATE, CORRUPT ->
          false;
    };
  }

  /** Whether {@code action} ends the client's connection, in the order of requests. */
  static boolean ends(Action action) {
    return action.kind() == Action.Kind.CLOSE || action.kind() == Action.Kind.RESET;
  }

  /** Carries out an action that {@link #answers}, and announces it. */
  Rendering to(ActiveExchange exchange, Verdict verdict, Firing by) {
    Action action = verdict.action();
    return switch (action.kind()) {
      case FAIL -> {
        Rendering failure =
            closingIf(
                exchange.isOpening(),
                marked(
                    exchange,
                    by,
                    session.render(((Action.Fail) action).failure(), exchange, allocator)));
        announce(exchange, verdict, by, "fail " + failure.label());
        yield failure;
      }
      case BABBLE -> {
        int count = ((Action.Babble) action).count();
        announce(exchange, verdict, by, count + " random bytes, close");
        yield Rendering.lastReply(
            Unpooled.wrappedBuffer(exchange.randomBytes(by, "babble", count)), "random bytes");
      }
      case RESET -> {
        announce(exchange, verdict, by, "reset");
        yield Rendering.reset();
      }
      case CLOSE -> {
        announce(exchange, verdict, by, "close");
        yield Rendering.lastReply(Unpooled.EMPTY_BUFFER, "close");
      }
      case PASS, HANG, REWRITE, NOTICE, HANDSHAKE, INSERT, LOSE, THROTTLE, TRUNCATE, CORRUPT ->
          throw new IllegalArgumentException(action + " (expected: one that answers)");
    };
  }

  private void announce(ActiveExchange exchange, Verdict verdict, Firing by, String what) {
    exchange.announce(() -> recorder.fault(verdict.hook(), exchange, by, verdict.action(), what));
  }

  /**
   * Returns the head of a message with the attribute values that behaviors set.
   *
   * @param head ownership passes to this method, unless it throws
   * @return owned by the caller
   */
  ByteBuf rewritten(Hook hook, ActiveExchange exchange, Message message, ByteBuf head) {
    Firings firings = exchange.firings();
    if (firings == null) {
      return head;
    }
    Map<Firing, Map<String, String>> wishes = firings.takeRewrites();
    if (wishes.isEmpty() || !head.isReadable()) {
      return head;
    }
    Map<String, String> all = new LinkedHashMap<>();
    wishes.values().forEach(all::putAll);
    ByteBuf changed = session.heads().rewrite(message, head, all, allocator);
    if (changed == null) {
      return head;
    }
    wishes.forEach(
        (by, values) -> {
          if (changes(message, head, values)) {
            announce(hook, exchange, by, values);
          }
        });
    head.release();
    return changed;
  }

  /**
   * Returns a reply that says who has touched it, if the protocol can say that.
   *
   * @param reply ownership passes to this method, unless it throws
   * @return owned by the caller
   */
  ByteBuf marked(Set<Firing> by, ByteBuf reply) {
    return replacedBy(mark(by, reply), reply);
  }

  private @Nullable ByteBuf mark(Set<Firing> by, ByteBuf reply) {
    List<Marking.Fault> faults =
        by.stream()
            .map(firing -> new Marking.Fault(Recorder.rule(firing), firing.choice().plugin()))
            .distinct()
            .toList();
    return session.heads().mark(reply, faults, allocator);
  }

  private Rendering marked(ActiveExchange exchange, Firing by, Rendering failure) {
    Firings firings = exchange.firings();
    Set<Firing> all = new LinkedHashSet<>(firings == null ? Set.of() : firings.delays());
    all.add(by);
    try {
      ByteBuf marked = mark(all, failure.bytes());
      return marked == null
          ? failure
          : new Rendering(replacedBy(marked, failure.bytes()), failure.end(), failure.label());
    } catch (Throwable thrown) {
      failure.bytes().release();
      throw thrown;
    }
  }

  private boolean changes(Message message, ByteBuf head, Map<String, String> values) {
    ByteBuf changed =
        values.isEmpty() ? null : session.heads().rewrite(message, head, values, allocator);
    if (changed == null) {
      return false;
    }
    boolean differs = !ByteBufUtil.equals(changed, head);
    changed.release();
    return differs;
  }

  private void announce(Hook hook, ActiveExchange exchange, Firing by, Map<String, String> values) {
    // Values may be secrets.
    String what = "rewrite " + String.join(", ", new TreeSet<>(values.keySet()));
    Action action = new Action.Rewrite(values);
    exchange.announce(() -> recorder.fault(hook, exchange, by, action, what));
  }

  /** Returns {@code replacement} if there is one, otherwise {@code piece}; releases the other. */
  static ByteBuf replacedBy(@Nullable ByteBuf replacement, ByteBuf piece) {
    if (replacement == null) {
      return piece;
    }
    piece.release();
    return replacement;
  }

  /** Returns a message that the client has not asked for; null if it cannot be told. */
  @Nullable Rendering notice(Failure notice, ActiveExchange after) {
    return session.notice(notice, after, allocator);
  }

  /** Returns a request that the backend always answers; null if the protocol needs none. */
  @Nullable ByteBuf probe() {
    return session.probe(allocator);
  }

  /** Returns what the backend gets instead of a request that fails; null for nothing. */
  @Nullable ByteBuf substitute(Request request, Action.Fail action) {
    return session.substitute(request, action.failure(), allocator);
  }

  /**
   * Reports a trouble to the client instead of the reply to {@code exchange}, or closes the
   * connection.
   */
  public void tell(ActiveExchange exchange, Trouble trouble, Exchanges exchanges) {
    Rendering rendering = session.telling().tell(trouble, exchange.request(), allocator);
    controls.stopRequests();
    if (rendering == null) {
      controls.closeOrderly();
    } else {
      exchanges.answer(exchange, closingIf(exchange.isOpening(), rendering));
    }
  }

  /** Reports a trouble to a client that waits although it has begun no exchange. */
  void tellApart(Trouble trouble, Exchanges exchanges) {
    Rendering rendering = session.telling().tell(trouble, allocator);
    if (rendering != null) {
      controls.stopRequests();
      exchanges.answerApart(closingIf(true, rendering));
    }
  }

  @Override
  public void stopReplies() {
    controls.stopReplies();
  }

  @Override
  public void queue(ActiveExchange exchange, Rendering rendering) {
    holds.submit(new AnswerStep(rendering, () -> answer(exchange, rendering)));
  }

  @Override
  public void turnEnded(ActiveExchange exchange) {
    boolean replied = exchange.replyCourse().hasBegun();
    ends(exchange, replied ? FinishedExchange.How.REPLIED : FinishedExchange.How.UNANSWERED);
  }

  /** Called when no more bytes come for an exchange; it is over when those before have gone. */
  void ends(ActiveExchange exchange, FinishedExchange.How how) {
    if (exchange.trace().isLive()) {
      holds.submit(() -> exchange.trace().ends(how, toClient));
    }
  }

  /** Returns an answer after which the connection does not go on, if {@code closing}. */
  static Rendering closingIf(boolean closing, Rendering rendering) {
    return closing && rendering.end() == Rendering.End.KEEP
        ? Rendering.lastReply(rendering.bytes(), rendering.label())
        : rendering;
  }

  /** Sends the client an answer instead of a reply now. */
  void answer(ActiveExchange exchange, Rendering rendering) {
    int length = rendering.bytes().readableBytes();
    exchange.publish();
    toClient.write(rendering.bytes());
    exchange.trace().answered(rendering, length, toClient);
    end(rendering);
  }

  /** Sends the client a notice now. */
  void send(ActiveExchange exchange, Rendering notice) {
    exchange.publish();
    toClient.write(notice.bytes());
    end(notice);
  }

  private void end(Rendering rendering) {
    switch (rendering.end()) {
      case KEEP -> controls.flush();
      case CLOSE -> controls.closeOrderly();
      case RESET -> controls.resetOrderly();
    }
  }
}
