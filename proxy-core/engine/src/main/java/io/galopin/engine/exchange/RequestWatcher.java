package io.galopin.engine.exchange;

import io.galopin.api.Cut;
import io.galopin.api.Direction;
import io.galopin.api.Rendering;
import io.galopin.api.Request;
import io.galopin.api.Trouble;
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
 * Handles requests. Each begins an exchange: rules choose behaviors, the behaviors decide, and the
 * decision is carried out in the order of requests.
 */
public final class RequestWatcher implements Watcher {

  /** Closes a connection without an answer. Its bytes need no release. */
  private static final Rendering CLOSE = Rendering.lastReply(Unpooled.EMPTY_BUFFER, "close");

  private final Desk desk;
  private final Exchanges exchanges;
  private final Answers answers;
  private final Interventions interventions;
  private final Outlet backend;
  private final HoldQueue holds;
  private final Supplier<@Nullable Trouble> trouble;
  private final Consumer<ActiveExchange> sent;
  private @Nullable ActiveExchange current;

  /**
   * Has seen nothing yet.
   *
   * @param backend receives what passes
   * @param holds what is held on the way there
   * @param trouble why there is no backend; null while there may be one
   * @param sent notified when the last bytes of a request that rules act on are being sent
   */
  public RequestWatcher(
      Desk desk,
      Outlet backend,
      HoldQueue holds,
      Supplier<@Nullable Trouble> trouble,
      Consumer<ActiveExchange> sent) {
    this.desk = desk;
    this.exchanges = desk.exchanges();
    this.answers = desk.answers();
    this.interventions = desk.interventions();
    this.backend = backend;
    this.holds = holds;
    this.trouble = trouble;
    this.sent = sent;
  }

  @Override
  public Cut cut(ByteBuf in) {
    return desk.session().cutRequest(in);
  }

  @Override
  public Cut end(ByteBuf rest) {
    return desk.session().endRequests(rest);
  }

  @Override
  public void come(Cut cut, ByteBuf in) {
    if (cut.kind() == Cut.Kind.PASS) {
      return;
    }
    if (cut.kind() == Cut.Kind.REQUEST) {
      current = exchanges.begin(request(cut));
      interventions.choose(current, in, cut.length());
    }
    current(cut).requestCourse().came(cut.last());
  }

  @Override
  public boolean passes(Cut cut) {
    if (!holds.isEmpty() || cut.kind() == Cut.Kind.PASS) {
      return holds.isEmpty() && cut.replacement() == null;
    }
    ActiveExchange exchange = current(cut);
    return cut.kind() == Cut.Kind.REQUEST
        ? !exchange.touched() && cut.replacement() == null && trouble.get() == null
        : exchange.requestCourse().isForwarded() && !(cut.last() && exchange.touched());
  }

  @Override
  public void passed(Cut cut) {
    if (cut.kind() == Cut.Kind.REQUEST) {
      forward(current(cut));
    }
  }

  private void forward(ActiveExchange exchange) {
    exchange.requestCourse().forward();
    exchanges.decided(exchange);
  }

  private void withhold(ActiveExchange exchange) {
    exchange.requestCourse().withhold();
    exchanges.decided(exchange);
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
      ByteBuf passing = Answers.replacedBy(cut.replacement(), piece);
      holds.submit(new Portion(passing, this, false, bytes -> go(null, false, bytes)));
      return;
    }
    ActiveExchange exchange = current(cut);
    ByteBuf bytes = piece;
    if (cut.kind() == Cut.Kind.REQUEST) {
      bytes = begin(exchange, Answers.replacedBy(cut.replacement(), piece));
    }
    boolean last = cut.last();
    if (cut.kind() == Cut.Kind.REQUEST) {
      holds.submit(new Portion(bytes, null, last, head -> begin(exchange, last, head)));
    } else {
      holds.submit(new Portion(bytes, exchange, last, portion -> go(exchange, last, portion)));
    }
  }

  /**
   * Decides what happens to the request. Takes ownership of the head; the caller owns the result.
   */
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

  private void carryOut(ActiveExchange exchange, Verdict verdict) {
    if (verdict.passes()) {
      pass(exchange);
      return;
    }
    exchange.forgetAnnounced();
    if (!Answers.answers(verdict.action())) {
      withhold(exchange);
      interventions.carryOut(exchange, verdict);
    } else if (!substituted(exchange, verdict)) {
      exchange.requestCourse().owe(verdict);
      exchanges.decided(exchange);
      if (!verdict.fails()
          || exchange.requestCourse().isComplete()
          || exchange.request().failsAtOnce()) {
        answer(exchange, false);
      }
    }
  }

  /**
   * Sends the backend a substitute or probe instead of the request, if needed. Returns whether the
   * client's answer waits for the backend's reply to it; by then, earlier quiet requests can get no
   * reply.
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
    if (bytes == null && exchange.isInLine() && exchanges.quietBefore(exchange)) {
      bytes = answers.probe();
    }
    if (bytes == null) {
      return false;
    }
    exchange.requestCourse().probe();
    exchanges.decided(exchange);
    interventions.answerInstead(exchange, verdict);
    backend.write(bytes);
    return true;
  }

  private void pass(ActiveExchange exchange) {
    Trouble reason = trouble.get();
    if (reason == null) {
      forward(exchange);
    } else {
      withhold(exchange);
      exchange.forgetAnnounced();
      answers.tell(exchange, reason, exchanges);
    }
  }

  /** Answers the client; {@code tooLong} requests are not read to their end. */
  private void answer(ActiveExchange exchange, boolean tooLong) {
    Verdict verdict = exchange.requestCourse().takeOwed();
    Firing by = verdict == null ? null : verdict.by();
    if (verdict == null || by == null) {
      return;
    }
    if (verdict.fails() && !exchange.request().expectsReply()) {
      desk.recorder()
          .fault(verdict.hook(), exchange, by, verdict.action(), "fail, no reply was expected");
      return;
    }
    Rendering rendering = answers.to(exchange, verdict, by);
    if (tooLong && rendering.end() == Rendering.End.KEEP) {
      rendering = Rendering.lastReply(rendering.bytes(), rendering.label());
    }
    if (rendering.end() != Rendering.End.KEEP) {
      desk.controls().stopRequests();
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
    desk.recorder().refused(Direction.UPSTREAM, null, cut.reason());
    desk.controls().ignoreRequests();
    Rendering given = cut.rendering();
    Rendering rendering = given != null ? given : CLOSE;
    boolean within = current != null && !current.requestCourse().isComplete();
    ActiveExchange refused = within ? current : exchanges.begin(() -> "refused");
    // Earlier bytes go on first.
    holds.submit(new AnswerStep(rendering, () -> refuse(refused, rendering)));
  }

  private void refuse(ActiveExchange exchange, Rendering rendering) {
    exchange.requestCourse().forgive();
    if (exchanges.isOpen(exchange)) {
      exchanges.answer(exchange, rendering);
      return;
    }
    rendering.bytes().release();
    if (exchange == exchanges.atBackend()) {
      // An orderly end could look like the end of the reply that has begun.
      desk.controls().resetOrderly();
    } else {
      exchanges.answer(exchanges.begin(() -> "refused"), CLOSE);
    }
  }

  private void begin(ActiveExchange exchange, boolean last, ByteBuf head) {
    if (exchange.requestCourse().isForwarded()) {
      exchange.publish();
    }
    go(exchange, last, head);
  }

  private void go(@Nullable ActiveExchange exchange, boolean last, ByteBuf bytes) {
    if (exchange == null || exchange.requestCourse().isForwarded()) {
      backend.write(bytes);
      if (last && exchange != null && exchange.touched()) {
        backend.mark(() -> sent.accept(exchange));
      }
    } else {
      exchange.requestCourse().discard(bytes.readableBytes());
      bytes.release();
      if (last || exchange.requestCourse().isTooLong()) {
        answer(exchange, !last);
      }
    }
  }
}
