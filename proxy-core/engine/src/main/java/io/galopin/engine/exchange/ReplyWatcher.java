package io.galopin.engine.exchange;

import io.galopin.api.Action;
import io.galopin.api.Cut;
import io.galopin.api.Decision;
import io.galopin.api.Direction;
import io.galopin.api.Rendering;
import io.galopin.api.Reply;
import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.hold.Portion;
import io.galopin.engine.journal.Hook;
import io.galopin.engine.rule.Firing;
import io.galopin.engine.socket.Outlet;
import io.galopin.engine.trouble.Nonsense;
import io.netty.buffer.ByteBuf;
import java.util.Objects;

/**
 * What happens to replies: each belongs to the oldest exchange at the backend, whose behavior is
 * asked when its head is known.
 */
public final class ReplyWatcher implements Watcher {

  private static final Action PASS = Decision.pass().action();

  private final GuardedSession session;
  private final Exchanges exchanges;
  private final Answers answers;
  private final Interventions interventions;
  private final Recorder recorder;
  private final Controls controls;
  private final Outlet client;
  private final HoldQueue holds;

  /**
   * Has seen nothing yet.
   *
   * @param client takes what goes on
   * @param holds what waits on the way there
   */
  public ReplyWatcher(Desk desk, Outlet client, HoldQueue holds) {
    this.session = desk.session();
    this.exchanges = desk.exchanges();
    this.answers = desk.answers();
    this.interventions = desk.interventions();
    this.recorder = desk.recorder();
    this.controls = desk.controls();
    this.client = client;
    this.holds = holds;
  }

  @Override
  public Cut cut(ByteBuf in) {
    return session.cutReply(in);
  }

  @Override
  public Cut end(ByteBuf rest) {
    ActiveExchange exchange = exchanges.atBackend();
    if (exchange != null && exchange.shape != null) {
      exchange.shape.inputEnded();
    }
    return session.endReplies(rest);
  }

  @Override
  public boolean passes(Cut cut, ByteBuf in) {
    if (cut.kind() == Cut.Kind.PASS) {
      return holds.isEmpty();
    }
    ActiveExchange exchange = current(cut);
    boolean head = cut.kind() == Cut.Kind.REPLY;
    boolean interim = head && reply(cut).interim();
    if (head && !interim && !exchange.atReply.isEmpty()) {
      interventions.chooseAtReply(exchange, reply(cut), in, cut.length());
    }
    boolean unchanged =
        interim
            || (head
                ? !exchange.touched() && cut.replacement() == null
                : exchange.replyAction == PASS && exchange.shape == null);
    if (!unchanged || !holds.isEmpty() || (cut.last() && exchanges.localFollows())) {
      return false;
    }
    exchange.replyForwarded = true;
    if (head && !interim) {
      exchanges.replyBegan(exchange, reply(cut));
      exchange.replyAction = PASS;
    }
    if (cut.last() && !interim) {
      exchanges.replied();
    }
    return true;
  }

  private ActiveExchange current(Cut cut) {
    ActiveExchange exchange = exchanges.atBackend();
    if (exchange == null) {
      throw new Nonsense("said " + cut.kind() + " of a reply to no request");
    }
    return exchange;
  }

  private static Reply reply(Cut cut) {
    return (Reply) Objects.requireNonNull(cut.message(), "a head without a message");
  }

  @Override
  public void take(Cut cut, ByteBuf piece) {
    if (cut.kind() == Cut.Kind.PASS) {
      holds.submit(new Portion(piece, this, false, client::write));
      return;
    }
    ActiveExchange exchange = current(cut);
    boolean head = cut.kind() == Cut.Kind.REPLY;
    boolean interim = head && reply(cut).interim();
    boolean last = cut.last() && !interim;
    ByteBuf bytes = piece;
    if (head && !interim) {
      ByteBuf whole = RequestWatcher.replacedBy(cut.replacement(), piece);
      try {
        bytes = begin(exchange, reply(cut), whole);
      } catch (Throwable thrown) {
        whole.release();
        throw thrown;
      }
    }
    ReplyShape shape = exchange.shape;
    if (shape == null || interim) {
      holds.submit(
          new Portion(
              bytes, head ? null : exchange, last, portion -> go(exchange, interim, portion)));
    } else {
      boolean endless = head && reply(cut).headIsPayload();
      shape.take(bytes, head ? endless : !cut.isFraming(), last || endless);
    }
    if (last) {
      exchanges.replied();
    }
  }

  /**
   * Asks what becomes of the reply.
   *
   * @param head handed over, unless something is thrown
   * @return owned by the caller
   */
  private ByteBuf begin(ActiveExchange exchange, Reply reply, ByteBuf head) {
    exchanges.replyBegan(exchange, reply);
    Firings firings = exchange.firings();
    if (firings == null) {
      exchange.replyAction = PASS;
      return head;
    }
    interventions.between(exchange);
    Verdict verdict = exchange.instead != null ? exchange.instead : exchange.after(reply);
    long due = Math.max(exchange.replyNotBefore, holds.now() + verdict.delay().toNanos());
    holds.submit(() -> carryOut(exchange, verdict), due);
    if (!firings.shapings().isEmpty() && verdict.passes()) {
      exchange.shape =
          new ReplyShape(exchange, recorder, controls, interventions::hang, holds, client);
      exchange.shape.begin(firings.shapings(), due);
    }
    return answers.rewritten(Hook.AFTER, exchange, reply, head);
  }

  private void carryOut(ActiveExchange exchange, Verdict verdict) {
    exchange.replyAction = verdict.action();
    Firing by = verdict.by();
    if (by != null) {
      exchange.forgetAnnounced();
    }
    if (by != null && Answers.answers(verdict.action())) {
      answers.write(exchange, answers.to(exchange, verdict, by));
    } else {
      interventions.carryOut(exchange, verdict);
    }
  }

  private void go(ActiveExchange exchange, boolean interim, ByteBuf bytes) {
    if (!interim && !(exchange.replyAction instanceof Action.Pass)) {
      bytes.release();
      return;
    }
    if (!interim) {
      exchange.publish();
    }
    exchange.replyForwarded = true;
    client.write(bytes);
  }

  @Override
  public void unanswered() {
    if (exchanges.atBackend() == null) {
      throw new Nonsense("said UNANSWERED of no request");
    }
    exchanges.replied();
  }

  @Override
  public long pinned() {
    return holds.pinned();
  }

  @Override
  public boolean full() {
    ActiveExchange exchange = exchanges.atBackend();
    return exchange != null && exchange.shape != null && exchange.shape.full();
  }

  @Override
  public void refuse(Cut cut) {
    ActiveExchange exchange = exchanges.atBackend();
    recorder.refused(Direction.DOWNSTREAM, exchange, cut.reason());
    Rendering rendering = cut.rendering();
    if (rendering != null && exchange != null && !exchange.replyBegun) {
      exchanges.answer(exchange, rendering);
    } else {
      if (rendering != null) {
        rendering.bytes().release();
      }
      // Where part of a reply has gone, or is going to, an orderly end could look like the end of
      // that reply.
      holds.submit(exchange == null ? controls::closeOrderly : controls::resetOrderly);
    }
    controls.stopReplies();
  }
}
