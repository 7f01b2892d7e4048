package io.galopin.engine.exchange;

import io.galopin.api.Action;
import io.galopin.api.Rendering;
import io.galopin.api.Trouble;
import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.journal.Hook;
import io.galopin.engine.rule.Firing;
import io.galopin.engine.socket.Outlet;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each request whether the backend gets it, and what the client gets if not. Used only
 * on the connection's event loop.
 */
public final class Admission {

  private final Desk desk;
  private final Exchanges exchanges;
  private final Answers answers;
  private final Interventions interventions;
  private final Outlet backend;
  private final HoldQueue holds;
  private final Dialing dialing;
  private @Nullable ActiveExchange greeting;

  /**
   * Has decided nothing yet.
   *
   * @param backend receives what passes
   * @param holds what is held on the way there
   */
  public Admission(Desk desk, Outlet backend, HoldQueue holds, Dialing dialing) {
    this.desk = desk;
    this.exchanges = desk.exchanges();
    this.answers = desk.answers();
    this.interventions = desk.interventions();
    this.backend = backend;
    this.holds = holds;
    this.dialing = dialing;
  }

  /**
   * Begins the opening of a connection whose backend speaks first. The backend is dialed when the
   * opening passes; if it fails, never.
   */
  public void greet() {
    greeting = exchanges.begin(desk.session().greeting());
    decideGreeting(greeting);
  }

  /**
   * Hands over from a layer to the protocol above. If that begins with it and its backend speaks
   * first, its opening begins now. The backend has been dialed for the layer.
   */
  void handOver() {
    boolean begins = exchanges.handOver();
    if (begins && desk.session().isGreeted()) {
      decideGreeting(exchanges.begin(desk.session().greeting()));
    }
  }

  private void decideGreeting(ActiveExchange opening) {
    opening.requestCourse().came(true);
    interventions.choose(opening, Unpooled.EMPTY_BUFFER, 0);
    opening.trace().requested(Unpooled.EMPTY_BUFFER, 0);
    decide(opening, Unpooled.EMPTY_BUFFER);
  }

  /** Whether the backend gets a request that no rule acts on. */
  boolean isOpen() {
    return dialing.trouble() == null;
  }

  /** Lets the backend have a request. */
  void forward(ActiveExchange exchange) {
    exchange.requestCourse().forward();
    exchanges.decided(exchange);
  }

  private void withhold(ActiveExchange exchange) {
    exchange.requestCourse().withhold();
    exchanges.decided(exchange);
  }

  /**
   * Decides what happens to the request. Takes ownership of the head; the caller owns the result.
   */
  ByteBuf decide(ActiveExchange exchange, ByteBuf head) {
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
    } else if (failsAtEnd(exchange, verdict)) {
      exchange.requestCourse().forwardUntilEnd(verdict);
      exchanges.decided(exchange);
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

  private boolean failsAtEnd(ActiveExchange exchange, Verdict verdict) {
    return verdict.action() instanceof Action.Fail fail
        && isOpen()
        && !exchange.isOpening()
        && desk.session().failsAtEnd(exchange.request(), fail.failure());
  }

  /**
   * Answers the client in place of the last bytes of a request whose other bytes the backend has
   * got. Returns whether the backend must not get the last ones: false if it has replied already.
   */
  boolean answerAtEnd(ActiveExchange exchange) {
    if (!exchanges.isOpen(exchange)) {
      exchange.requestCourse().forgive();
      return false;
    }
    desk.controls().leaveUnfinished();
    answer(exchange, true);
    return true;
  }

  /**
   * Sends the backend a substitute or probe instead of the request, if needed. Returns whether the
   * client's answer waits for the backend's reply to it; by then, earlier quiet requests can get no
   * reply.
   */
  private boolean substituted(ActiveExchange exchange, Verdict verdict) {
    if (exchange.isOpening() || dialing.trouble() != null) {
      return false;
    }
    ByteBuf bytes =
        verdict.action() instanceof Action.Fail fail
            ? answers.substitute(exchange.request(), fail)
            : null;
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
    exchange.trace().requestGone(backend);
    return true;
  }

  private void pass(ActiveExchange exchange) {
    Trouble reason = dialing.trouble();
    if (reason == null) {
      forward(exchange);
      if (exchange.isOpening() && desk.session().isGreeted()) {
        // The backend needs to hear nothing, so its time begins now.
        exchange.trace().requestGone(backend);
      }
      if (exchange == greeting) {
        dialing.dial();
      }
    } else {
      withhold(exchange);
      exchange.forgetAnnounced();
      answers.tell(exchange, reason, exchanges);
    }
  }

  /** Answers the client; after {@code last}, its connection is closed. */
  void answer(ActiveExchange exchange, boolean last) {
    Verdict verdict = exchange.requestCourse().takeOwed();
    Firing by = verdict == null ? null : verdict.by();
    if (verdict == null || by == null) {
      return;
    }
    if (verdict.fails() && !exchange.request().expectsReply() && !exchange.isOpening()) {
      desk.recorder()
          .fault(verdict.hook(), exchange, by, verdict.action(), "fail, no reply was expected");
      return;
    }
    Rendering rendering = Answers.closingIf(last, answers.to(exchange, verdict, by));
    if (rendering.end() != Rendering.End.KEEP) {
      desk.controls().stopRequests();
    }
    exchanges.answer(exchange, rendering);
  }

  /** Called when bytes have come that belong to no exchange. */
  void passedApart() {
    Trouble reason = dialing.trouble();
    if (reason != null) {
      answers.tellApart(reason, exchanges);
    }
  }

  /** Gives the client an answer of the session's own to what belongs to no exchange. */
  void answerApart(Rendering rendering) {
    if (rendering.end() != Rendering.End.KEEP) {
      desk.controls().stopRequests();
    }
    exchanges.answerApart(rendering);
  }
}
