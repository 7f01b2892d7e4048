package io.galopin.engine.exchange;

import io.galopin.api.Cut;
import io.galopin.api.Direction;
import io.galopin.api.Message;
import io.galopin.api.Rendering;
import io.galopin.api.Reply;
import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.hold.Portion;
import io.galopin.engine.socket.Outlet;
import io.galopin.engine.trace.FinishedExchange;
import io.galopin.engine.trouble.Nonsense;
import io.netty.buffer.ByteBuf;
import java.util.Objects;

/**
 * Handles replies. Each belongs to the oldest exchange at the backend, whose behaviors are asked
 * when the reply's head is known.
 */
public final class ReplyWatcher implements Watcher {

  private final GuardedSession session;
  private final Exchanges exchanges;
  private final Answers answers;
  private final Interventions interventions;
  private final ReplyVerdicts verdicts;
  private final Recorder recorder;
  private final Controls controls;
  private final Outlet client;
  private final HoldQueue holds;
  private final Notices notices;
  private final Admission admission;
  private final PassingReplies passing;

  /**
   * Has seen nothing yet.
   *
   * @param client receives what passes
   * @param holds what is held on the way there
   * @param admission decides about requests
   */
  public ReplyWatcher(Desk desk, Outlet client, HoldQueue holds, Admission admission) {
    this.session = desk.session();
    this.exchanges = desk.exchanges();
    this.answers = desk.answers();
    this.interventions = desk.interventions();
    this.verdicts = new ReplyVerdicts(desk, client, holds);
    this.recorder = desk.recorder();
    this.controls = desk.controls();
    this.client = client;
    this.holds = holds;
    this.notices = new Notices(desk, holds);
    this.admission = admission;
    this.passing = new PassingReplies(client);
  }

  @Override
  public Cut cut(ByteBuf in) {
    return session.cutReply(in);
  }

  @Override
  public Cut end(ByteBuf rest) {
    ActiveExchange exchange = exchanges.atBackend();
    ReplyShape shape = exchange == null ? null : exchange.replyCourse().shape();
    if (shape != null) {
      shape.inputEnded();
    }
    notices.end();
    return session.endReplies(rest);
  }

  @Override
  public void come(Cut cut, ByteBuf in) {
    Message message = cut.message();
    if (cut.kind() != Cut.Kind.PASS) {
      notices.within(!cut.last());
    } else if (message != null) {
      exchanges.noticed(message);
    }
    if (isFinalHead(cut)) {
      ActiveExchange exchange = current(cut);
      interventions.chooseAtReply(exchange, reply(cut), in, cut.length());
      exchange.trace().replied(reply(cut), in, cut.length());
    } else if (cut.kind() == Cut.Kind.BODY) {
      current(cut).trace().replyCame();
    }
  }

  @Override
  public boolean passes(Cut cut) {
    if (cut.kind() == Cut.Kind.PASS) {
      return holds.isEmpty() && cut.replacement() == null;
    }
    ActiveExchange exchange = current(cut);
    return isUnchanged(cut, exchange)
        && holds.isEmpty()
        && !(cut.last() && (exchanges.localFollows() || notices.follow(exchange)));
  }

  private static boolean isUnchanged(Cut cut, ActiveExchange exchange) {
    if (cut.replacement() != null) {
      return false;
    }
    return cut.kind() == Cut.Kind.REPLY
        ? reply(cut).interim() || !exchange.touched()
        : exchange.replyCourse().passesUnchanged();
  }

  private static boolean isInterim(Cut cut) {
    return cut.kind() == Cut.Kind.REPLY && reply(cut).interim();
  }

  private static boolean isFinalHead(Cut cut) {
    return cut.kind() == Cut.Kind.REPLY && !reply(cut).interim();
  }

  @Override
  public void passed(Cut cut) {
    if (cut.kind() == Cut.Kind.PASS) {
      return;
    }
    ActiveExchange exchange = current(cut);
    passing.add(exchange.trace(), cut, isInterim(cut));
    exchange.replyCourse().forwarded();
    if (isFinalHead(cut)) {
      begin(exchange, reply(cut));
      exchange.replyCourse().pass();
    }
    if (cut.last() && !isInterim(cut)) {
      exchanges.replied();
    }
  }

  @Override
  public void wrote() {
    passing.wrote();
  }

  private void begin(ActiveExchange exchange, Reply reply) {
    exchange.replyCourse().begin();
    exchanges.replyBegan(exchange, reply);
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
      ByteBuf passing = Answers.replacedBy(cut.replacement(), piece);
      holds.submit(new Portion(passing, this, false, client::write));
      return;
    }
    ActiveExchange exchange = current(cut);
    boolean head = cut.kind() == Cut.Kind.REPLY;
    boolean interim = isInterim(cut);
    boolean last = cut.last() && !interim;
    ByteBuf whole = Answers.replacedBy(cut.replacement(), piece);
    ByteBuf bytes = whole;
    if (head && !interim) {
      try {
        begin(exchange, reply(cut));
        bytes = verdicts.of(exchange, reply(cut), whole);
      } catch (Throwable thrown) {
        whole.release();
        throw thrown;
      }
    }
    ReplyShape shape = exchange.replyCourse().shape();
    if (shape == null || interim) {
      holds.submit(
          new Portion(
              bytes, head ? null : exchange, last, portion -> go(exchange, interim, portion)));
    } else {
      boolean endless = head && reply(cut).headIsPayload();
      boolean ends = last || endless || isWaitedFor(exchange);
      shape.take(bytes, head ? endless : !cut.isFraming(), ends);
    }
    if (last) {
      replied(exchange);
    }
    if (cut.last()) {
      notices.sendDue();
    }
  }

  private void replied(ActiveExchange exchange) {
    notices.announce(exchange);
    answers.ends(exchange, FinishedExchange.How.REPLIED);
    exchanges.replied();
    notices.replied(exchange);
  }

  /** Whether the client waits for it before it sends what the reply's end answers. */
  private static boolean isWaitedFor(ActiveExchange exchange) {
    return exchange.request().answeredBeforeItsEnd() && !exchange.requestCourse().isComplete();
  }

  private void go(ActiveExchange exchange, boolean interim, ByteBuf bytes) {
    if (!interim && !exchange.replyCourse().passes()) {
      bytes.release();
      return;
    }
    if (!interim) {
      exchange.publish();
    }
    exchange.replyCourse().forwarded();
    int length = bytes.readableBytes();
    client.write(bytes);
    exchange.trace().replyGone(length, client, interim);
  }

  @Override
  public void handOver() {
    admission.handOver();
  }

  @Override
  public void unanswered() {
    ActiveExchange exchange = exchanges.atBackend();
    if (exchange == null) {
      throw new Nonsense("said UNANSWERED of no request");
    }
    answers.ends(exchange, FinishedExchange.How.NO_REPLY_EXPECTED);
    exchanges.replied();
  }

  @Override
  public long pinned() {
    return holds.pinned();
  }

  @Override
  public boolean full() {
    ActiveExchange exchange = exchanges.atBackend();
    ReplyShape shape = exchange == null ? null : exchange.replyCourse().shape();
    return shape != null && shape.full();
  }

  @Override
  public void refuse(Cut cut) {
    ActiveExchange exchange = exchanges.atBackend();
    recorder.refused(Direction.DOWNSTREAM, exchange, cut.reason());
    Rendering rendering = cut.rendering();
    if (rendering != null && exchange != null && !exchange.replyCourse().hasBegun()) {
      exchanges.answer(exchange, rendering);
    } else {
      if (rendering != null) {
        rendering.bytes().release();
      }
      // If part of a reply has gone or will go, an orderly end could look like the end of that
      // reply.
      holds.submit(exchange == null ? controls::closeOrderly : controls::resetOrderly);
    }
    controls.stopReplies();
  }
}
