package io.galopin.engine.exchange;

import io.galopin.api.Reply;
import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.journal.Hook;
import io.galopin.engine.rule.Firing;
import io.galopin.engine.socket.Outlet;
import io.netty.buffer.ByteBuf;

/**
 * Decides what happens to replies whose heads have arrived, and carries it out. Used only on the
 * connection's event loop.
 *
 * @param client receives what passes
 * @param holds what is held on the way there
 */
record ReplyVerdicts(Desk desk, Outlet client, HoldQueue holds) {

  /**
   * Decides what happens to a reply that has begun.
   *
   * @param head ownership passes to this method, unless it throws
   * @return owned by the caller
   */
  ByteBuf of(ActiveExchange exchange, Reply reply, ByteBuf head) {
    Firings firings = exchange.firings();
    if (firings == null) {
      exchange.replyCourse().pass();
      return head;
    }
    Interventions interventions = desk.interventions();
    interventions.between(exchange);
    Interlude asked = exchange.interlude();
    Interlude interlude = asked == null ? Interlude.NONE : asked;
    Verdict instead = interlude.instead();
    Verdict verdict = instead != null ? instead : exchange.after(reply);
    long due = Math.max(interlude.notBefore(), holds.now() + verdict.delay().toNanos());
    holds.submit(() -> carryOut(exchange, verdict), due);
    if (!firings.shapings().isEmpty() && verdict.passes()) {
      ReplyShape shape =
          new ReplyShape(
              exchange,
              desk.recorder(),
              desk.controls(),
              choice -> interventions.hang(exchange, choice),
              holds,
              client);
      exchange.replyCourse().shape(shape);
      shape.begin(firings.shapings(), due);
    }
    ByteBuf changed = desk.answers().rewritten(Hook.AFTER, exchange, reply, head);
    return verdict.passes() && changed.isReadable()
        ? desk.answers().marked(firings.delays(), changed)
        : changed;
  }

  private void carryOut(ActiveExchange exchange, Verdict verdict) {
    Firing by = verdict.by();
    if (by == null) {
      exchange.replyCourse().pass();
      return;
    }
    exchange.replyCourse().replace();
    exchange.forgetAnnounced();
    Answers answers = desk.answers();
    if (Answers.answers(verdict.action())) {
      answers.answer(exchange, answers.to(exchange, verdict, by));
    } else {
      desk.interventions().carryOut(exchange, verdict);
      ReplyShape.silence(desk.controls(), holds);
    }
  }
}
