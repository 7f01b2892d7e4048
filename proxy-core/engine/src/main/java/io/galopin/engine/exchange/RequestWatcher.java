package io.galopin.engine.exchange;

import io.galopin.api.Action;
import io.galopin.api.Cut;
import io.galopin.api.Direction;
import io.galopin.api.Rendering;
import io.galopin.api.Request;
import io.galopin.api.Trouble;
import io.galopin.engine.exchange.ActiveExchange.Course;
import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.hold.Portion;
import io.galopin.engine.journal.Hook;
import io.galopin.engine.rule.Firing;
import io.galopin.engine.socket.Outlet;
import io.galopin.engine.trouble.Nonsense;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What happens to requests: each begins an exchange, a rule is asked, the behavior that it chose
 * says what is to become of it, and in its turn that is carried out.
 */
public final class RequestWatcher implements Watcher {

  /**
   * Of a request that the backend does not see, so much is read so that the client gets its reply.
   */
  private static final long MOST_DISCARDED = 1 << 20;

  /** The end of a connection without a word. Its bytes need no release. */
  private static final Rendering CLOSE = Rendering.lastReply(Unpooled.EMPTY_BUFFER, "close");

  private final GuardedSession session;
  private final Exchanges exchanges;
  private final Answers answers;
  private final Interventions interventions;
  private final Recorder recorder;
  private final Controls controls;
  private final Outlet backend;
  private final HoldQueue holds;
  private final Supplier<@Nullable Trouble> trouble;
  private final Consumer<ActiveExchange> sent;
  private @Nullable ActiveExchange current;

  /**
   * Has seen nothing yet.
   *
   * @param backend takes what goes on
   * @param holds what waits on the way there
   * @param trouble why there is no backend; null while there is hope
   * @param sent is told when the last bytes of a request that rules act on are on their way
   */
  public RequestWatcher(
      Desk desk,
      Outlet backend,
      HoldQueue holds,
      Supplier<@Nullable Trouble> trouble,
      Consumer<ActiveExchange> sent) {
    this.session = desk.session();
    this.exchanges = desk.exchanges();
    this.answers = desk.answers();
    this.interventions = desk.interventions();
    this.recorder = desk.recorder();
    this.controls = desk.controls();
    this.backend = backend;
    this.holds = holds;
    this.trouble = trouble;
    this.sent = sent;
  }

  @Override
  public Cut cut(ByteBuf in) {
    return session.cutRequest(in);
  }

  @Override
  public Cut end(ByteBuf rest) {
    return session.endRequests(rest);
  }

  @Override
  public boolean passes(Cut cut, ByteBuf in) {
    if (cut.kind() == Cut.Kind.PASS) {
      return holds.isEmpty();
    }
    if (cut.kind() == Cut.Kind.REQUEST) {
      current = exchanges.begin(request(cut));
      interventions.choose(current, in, cut.length());
    }
    ActiveExchange exchange = current(cut);
    exchange.requestComplete |= cut.last();
    if (cut.kind() == Cut.Kind.REQUEST) {
      if (exchange.touched()
          || !holds.isEmpty()
          || cut.replacement() != null
          || trouble.get() != null) {
        return false;
      }
      exchanges.settle(exchange, Course.FORWARDED);
      return true;
    }
    return holds.isEmpty()
        && exchange.course == Course.FORWARDED
        && !(cut.last() && exchange.touched());
  }

  private ActiveExchange current(Cut cut) {
    if (current == null) {
      throw new Nonsense("said " + cut.kind() + " of a request before its head");
    }
    return current;
  }

  private static Request request(Cut cut) {
    return (Request) Objects.requireNonNull(cut.message(), "a head without a message");
  }

  @Override
  public void take(Cut cut, ByteBuf piece) {
    if (cut.kind() == Cut.Kind.PASS) {
      holds.submit(new Portion(piece, this, false, bytes -> go(null, false, bytes)));
      return;
    }
    ActiveExchange exchange = current(cut);
    ByteBuf bytes = piece;
    if (cut.kind() == Cut.Kind.REQUEST) {
      bytes = begin(exchange, replacedBy(cut.replacement(), piece));
    }
    boolean last = cut.last();
    if (cut.kind() == Cut.Kind.REQUEST) {
      holds.submit(new Portion(bytes, null, last, head -> begin(exchange, last, head)));
    } else {
      holds.submit(new Portion(bytes, exchange, last, portion -> go(exchange, last, portion)));
    }
  }

  /** Asks what becomes of the request; the head is handed over, and so is what is returned. */
  private ByteBuf begin(ActiveExchange exchange, ByteBuf head) {
    ByteBuf bytes = head;
    try {
      Verdict verdict = exchange.before();
      bytes = answers.rewritten(Hook.BEFORE, exchange, exchange.request(), bytes);
      holds.submit(() -> carryOut(exchange, verdict), holds.now() + verdict.delay().toNanos());
      return bytes;
    } catch (Throwable thrown) {
      bytes.release();
      throw thrown;
    }
  }

  /** {@code replacement}, if there is one, else {@code piece}; what is not returned is released. */
  static ByteBuf replacedBy(@Nullable ByteBuf replacement, ByteBuf piece) {
    if (replacement == null) {
      return piece;
    }
    piece.release();
    return replacement;
  }

  private void carryOut(ActiveExchange exchange, Verdict verdict) {
    if (verdict.passes()) {
      pass(exchange);
      return;
    }
    exchange.forgetAnnounced();
    if (!Answers.answers(verdict.action())) {
      exchanges.settle(exchange, Course.WITHHELD);
      interventions.carryOut(exchange, verdict);
    } else if (!substituted(exchange, verdict)) {
      exchanges.settle(exchange, Course.WITHHELD);
      exchange.answer = verdict;
      if (!verdict.fails() || exchange.requestComplete || exchange.request().failsAtOnce()) {
        answer(exchange, false);
      }
    }
  }

  /**
   * Whether the backend has been asked something in place of the request: the answer has its turn
   * when the answer to that has come, and those of quiet requests before it therefore will not.
   */
  private boolean substituted(ActiveExchange exchange, Verdict verdict) {
    if (trouble.get() != null) {
      return false;
    }
    ByteBuf bytes = verdict.fails() ? answers.substitute(exchange.request()) : null;
    if (bytes != null && !exchange.request().expectsReply()) {
      backend.write(bytes);
      return false;
    }
    if (bytes == null && exchange.unanswered && exchanges.quietBefore(exchange)) {
      bytes = answers.probe();
    }
    if (bytes == null) {
      return false;
    }
    exchanges.settle(exchange, Course.PROBED);
    exchange.betweenAsked = true;
    exchange.instead = verdict.now();
    backend.write(bytes);
    return true;
  }

  private void pass(ActiveExchange exchange) {
    Trouble reason = trouble.get();
    exchanges.settle(exchange, reason == null ? Course.FORWARDED : Course.WITHHELD);
    if (reason != null) {
      exchange.forgetAnnounced();
      answers.tell(exchange, reason, exchanges);
    }
  }

  /** Has the client get its answer; {@code tooLong} requests are not read to their end. */
  private void answer(ActiveExchange exchange, boolean tooLong) {
    Verdict verdict = exchange.answer;
    exchange.answer = null;
    Firing by = verdict == null ? null : verdict.by();
    if (verdict == null || by == null) {
      return;
    }
    Action action = verdict.action();
    if (verdict.fails() && !exchange.request().expectsReply()) {
      recorder.fault(verdict.hook(), exchange, by, action, "fail, no reply was expected");
      return;
    }
    Rendering rendering = answers.to(exchange, verdict, by);
    if (tooLong && rendering.end() == Rendering.End.KEEP) {
      rendering = Rendering.lastReply(rendering.bytes(), rendering.label());
    }
    if (rendering.end() != Rendering.End.KEEP) {
      controls.stopRequests();
    }
    exchanges.answer(exchange, rendering);
  }

  @Override
  public void unanswered() {
    throw new Nonsense("said of a request that it gets no reply");
  }

  @Override
  public long pinned() {
    return holds.pinned() + exchanges.pinned() + interventions.pinned();
  }

  @Override
  public boolean full() {
    return false;
  }

  @Override
  public void refuse(Cut cut) {
    recorder.refused(Direction.UPSTREAM, null, cut.reason());
    controls.ignoreRequests();
    Rendering given = cut.rendering();
    Rendering rendering = given != null ? given : CLOSE;
    boolean within = current != null && !current.requestComplete;
    ActiveExchange refused = within ? current : exchanges.begin(() -> "refused");
    // What came before goes on first.
    holds.submit(
        new HoldQueue.Step() {
          @Override
          public void run() {
            refuse(refused, rendering);
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

  private void refuse(ActiveExchange exchange, Rendering rendering) {
    exchange.answer = null;
    if (exchanges.isOpen(exchange)) {
      exchanges.answer(exchange, rendering);
      return;
    }
    rendering.bytes().release();
    if (exchange == exchanges.atBackend()) {
      // An orderly end could look like the end of the reply that has begun.
      controls.resetOrderly();
    } else {
      exchanges.answer(exchanges.begin(() -> "refused"), CLOSE);
    }
  }

  private void begin(ActiveExchange exchange, boolean last, ByteBuf head) {
    if (exchange.course == Course.FORWARDED) {
      exchange.publish();
    }
    go(exchange, last, head);
  }

  private void go(@Nullable ActiveExchange exchange, boolean last, ByteBuf bytes) {
    if (exchange == null || exchange.course == Course.FORWARDED) {
      backend.write(bytes);
      if (last && exchange != null && exchange.touched()) {
        backend.mark(() -> sent.accept(exchange));
      }
    } else {
      exchange.discarded += bytes.readableBytes();
      bytes.release();
      if (last || exchange.discarded > MOST_DISCARDED) {
        answer(exchange, !last);
      }
    }
  }
}
