package io.galopin.engine.exchange;

import io.galopin.api.Cut;
import io.galopin.api.Direction;
import io.galopin.api.Rendering;
import io.galopin.api.Request;
import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.hold.Portion;
import io.galopin.engine.socket.Outlet;
import io.galopin.engine.trouble.Nonsense;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Handles requests. Each begins an exchange: rules choose behaviors, the behaviors decide, and the
 * decision is carried out in the order of requests.
 */
public final class RequestWatcher implements Watcher {

  /** Closes a connection without an answer. Its bytes need no release. */
  private static final Rendering CLOSE = Rendering.lastReply(Unpooled.EMPTY_BUFFER, "close");

  private final Desk desk;
  private final Exchanges exchanges;
  private final Interventions interventions;
  private final Admission admission;
  private final Outlet backend;
  private final HoldQueue holds;
  private final Consumer<ActiveExchange> sent;
  private final PassingRequests passing;

  /**
   * Has seen nothing yet.
   *
   * @param backend receives what passes
   * @param holds what is held on the way there
   * @param admission decides about requests
   * @param sent notified when the last bytes of a request that rules act on are being sent
   */
  public RequestWatcher(
      Desk desk,
      Outlet backend,
      HoldQueue holds,
      Admission admission,
      Consumer<ActiveExchange> sent) {
    this.desk = desk;
    this.exchanges = desk.exchanges();
    this.interventions = desk.interventions();
    this.backend = backend;
    this.holds = holds;
    this.admission = admission;
    this.sent = sent;
    this.passing = new PassingRequests(backend);
  }

  @Override
  public Cut cut(ByteBuf in) {
    Cut cut = desk.session().cutRequest(in);
    if (cut.length() == 0) {
      desk.tracer().headWaits();
    }
    return cut;
  }

  @Override
  public Cut end(ByteBuf rest) {
    return desk.session().endRequests(rest);
  }

  @Override
  public void come(Cut cut, ByteBuf in) {
    if (cut.kind() != Cut.Kind.PASS && cut.kind() != Cut.Kind.ANSWERED) {
      boolean head = cut.kind() == Cut.Kind.REQUEST;
      if (head) {
        begin(exchanges.begin(request(cut)), in, cut.length());
      }
      ActiveExchange exchange = current(cut);
      exchange.requestCourse().came(cut.last());
      exchange.trace().requestCame(cut.length(), head);
    }
    desk.tracer().headCame();
  }

  private void begin(ActiveExchange exchange, ByteBuf in, int length) {
    interventions.choose(exchange, in, length);
    exchange.trace().requested(in, length);
  }

  @Override
  public boolean passes(Cut cut) {
    if (cut.kind() == Cut.Kind.ANSWERED) {
      return false;
    }
    if (!holds.isEmpty() || cut.kind() == Cut.Kind.PASS) {
      return holds.isEmpty() && cut.replacement() == null && admission.isOpen();
    }
    ActiveExchange exchange = current(cut);
    return cut.kind() == Cut.Kind.REQUEST
        ? !exchange.touched() && cut.replacement() == null && admission.isOpen()
        : exchange.requestCourse().isForwarded() && !(cut.last() && exchange.touched());
  }

  @Override
  public void passed(Cut cut) {
    if (cut.kind() == Cut.Kind.PASS) {
      return;
    }
    ActiveExchange exchange = current(cut);
    if (cut.kind() == Cut.Kind.REQUEST) {
      admission.forward(exchange);
    }
    passing.add(exchange);
  }

  @Override
  public void wrote() {
    passing.wrote();
  }

  /** Returns the exchange whose request arrived last. */
  private ActiveExchange current(Cut cut) {
    ActiveExchange current = exchanges.newest();
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
    Rendering answer = cut.rendering();
    if (cut.kind() == Cut.Kind.ANSWERED && answer != null) {
      piece.release();
      admission.answerApart(answer);
      return;
    }
    if (cut.kind() == Cut.Kind.PASS) {
      ByteBuf passing = Answers.replacedBy(cut.replacement(), piece);
      holds.submit(new Portion(passing, this, false, this::goApart));
      return;
    }
    ActiveExchange exchange = current(cut);
    ByteBuf bytes = piece;
    if (cut.kind() == Cut.Kind.REQUEST) {
      bytes = admission.decide(exchange, Answers.replacedBy(cut.replacement(), piece));
    }
    boolean last = cut.last();
    if (cut.kind() == Cut.Kind.REQUEST) {
      holds.submit(new Portion(bytes, null, last, head -> begin(exchange, last, head)));
    } else {
      holds.submit(new Portion(bytes, exchange, last, portion -> go(exchange, last, portion)));
    }
  }

  @Override
  public void handOver() {
    admission.handOver();
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
    ActiveExchange current = exchanges.newest();
    boolean within =
        current != null
            && (current.isOpening() ? current.isInLine() : !current.requestCourse().isComplete());
    ActiveExchange refused = within ? current : exchanges.beginRefused();
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
      exchanges.answer(exchanges.beginRefused(), CLOSE);
    }
  }

  private void begin(ActiveExchange exchange, boolean last, ByteBuf head) {
    if (exchange.requestCourse().isForwarded()) {
      exchange.publish();
    }
    go(exchange, last, head);
  }

  private void goApart(ByteBuf bytes) {
    backend.write(bytes);
    admission.passedApart();
  }

  private void go(ActiveExchange exchange, boolean last, ByteBuf bytes) {
    if (exchange.requestCourse().isForwarded()) {
      if (last
          && exchange.requestCourse().isForwardedUntilEnd()
          && admission.answerAtEnd(exchange)) {
        bytes.release();
        return;
      }
      backend.write(bytes);
      PassingRequests.gone(exchange, backend);
      if (last && exchange.touched()) {
        backend.mark(() -> sent.accept(exchange));
      }
    } else {
      exchange.requestCourse().discard(bytes.readableBytes());
      bytes.release();
      if (last || exchange.requestCourse().isTooLong()) {
        admission.answer(exchange, !last);
        PassingRequests.discarded(exchange, backend);
      }
    }
  }
}
