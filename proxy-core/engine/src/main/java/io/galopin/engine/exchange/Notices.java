package io.galopin.engine.exchange;

import io.galopin.api.Rendering;
import io.galopin.engine.hold.HoldQueue;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends the client messages that it has not asked for, each some time after the reply of its
 * exchange and between two replies. Used only on the connection's event loop.
 */
final class Notices {

  private final Answers answers;
  private final Interventions interventions;
  private final Recorder recorder;
  private final Controls controls;
  private final HoldQueue holds;
  private List<Runnable> due = List.of();
  private boolean within;
  private boolean ended;

  /**
   * Has sent nothing yet.
   *
   * @param holds what is held on the way to the client
   */
  Notices(Desk desk, HoldQueue holds) {
    this.answers = desk.answers();
    this.interventions = desk.interventions();
    this.recorder = desk.recorder();
    this.controls = desk.controls();
    this.holds = holds;
  }

  /** Called when a piece of a reply has arrived. */
  void within(boolean goesOn) {
    within = goesOn;
  }

  /** Whether notices may follow when the current reply, that of {@code exchange}, has ended. */
  boolean follow(ActiveExchange exchange) {
    Firings firings = exchange.firings();
    return !due.isEmpty() || (firings != null && firings.wishedNotices() > 0);
  }

  /** Called before the reply to {@code exchange} has ended: its trace waits for its notices. */
  void announce(ActiveExchange exchange) {
    Firings firings = exchange.firings();
    if (firings != null) {
      exchange.trace().awaitsNotices(firings.wishedNotices());
    }
  }

  /** Called when the reply to {@code exchange} has ended. */
  void replied(ActiveExchange exchange) {
    Firings firings = exchange.firings();
    List<Firings.Wish> wishes = firings == null ? List.of() : firings.takeNotices();
    for (Firings.Wish wish : wishes) {
      // The reply may be held.
      holds.submit(() -> interventions.later(wish.action().after(), () -> send(exchange, wish)));
    }
  }

  /** Called between two replies: sends what became due within the last one. */
  void sendDue() {
    if (!due.isEmpty()) {
      List<Runnable> all = due;
      due = List.of();
      all.forEach(Runnable::run);
    }
  }

  /** Called when nothing more comes from the backend. */
  void end() {
    ended = true;
    due = List.of();
  }

  private void send(ActiveExchange exchange, Firings.Wish wish) {
    if (ended || interventions.hung()) {
      return;
    }
    if (within) {
      if (due.isEmpty()) {
        due = new ArrayList<>(1);
      }
      due.add(() -> send(exchange, wish));
      return;
    }
    Rendering rendering = answers.notice(wish.action().notice(), exchange);
    if (rendering == null) {
      exchange.trace().noticed();
    } else {
      holds.submit(new AnswerStep(rendering, () -> write(exchange, wish, rendering)));
    }
  }

  private void write(ActiveExchange exchange, Firings.Wish wish, Rendering rendering) {
    if (interventions.hung()) {
      rendering.bytes().release();
      return;
    }
    recorder.fault(wish.hook(), exchange, wish.by(), wish.action(), "notice " + rendering.label());
    if (rendering.end() != Rendering.End.KEEP) {
      controls.stopReplies();
    }
    answers.send(exchange, rendering);
    exchange.trace().noticed();
  }
}
