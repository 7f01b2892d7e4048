package io.galopin.engine;

import io.galopin.api.Action;
import io.galopin.api.Cut;
import io.galopin.api.Decision;
import io.galopin.api.Direction;
import io.galopin.api.Message;
import io.galopin.api.Rendering;
import io.galopin.api.Session;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Objects;

/**
 * What happens to replies: each belongs to the oldest exchange at the backend, whose behavior is
 * asked when its head is known.
 */
final class ReplyWatcher implements Watcher {

  private static final Action PASS = Decision.pass().action();

  private final Connection connection;
  private final Session session;
  private final Exchanges exchanges;
  private final Outlet client;
  private final HoldQueue holds;

  ReplyWatcher(
      Connection connection, Session session, Exchanges exchanges, Outlet client, HoldQueue holds) {
    this.connection = connection;
    this.session = session;
    this.exchanges = exchanges;
    this.client = client;
    this.holds = holds;
  }

  @Override
  public void cut(ByteBuf in, Cut cut) {
    session.cutReply(in, cut);
  }

  @Override
  public void end(ByteBuf rest, Cut cut) {
    session.endReplies(rest, cut);
  }

  @Override
  public boolean passes(Cut cut) {
    if (cut.kind() == Cut.Kind.PASS) {
      return holds.isEmpty();
    }
    ActiveExchange exchange = current(cut);
    boolean head = cut.kind() == Cut.Kind.HEAD;
    boolean interim = head && message(cut).interim();
    boolean unchanged =
        interim || (head ? exchange.choice() == null : exchange.replyAction == PASS);
    if (!unchanged || !holds.isEmpty() || (cut.last() && exchanges.localFollows())) {
      return false;
    }
    exchange.replyForwarded = true;
    if (head && !interim) {
      exchanges.replyBegan(exchange);
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
      throw new IllegalStateException("a reply's " + cut.kind() + " without a request");
    }
    return exchange;
  }

  private static Message message(Cut cut) {
    return Objects.requireNonNull(cut.message(), "a head without a message");
  }

  @Override
  public void take(Cut cut, ByteBuf piece) {
    if (cut.kind() == Cut.Kind.PASS) {
      holds.submit(new Portion(piece, client::write));
      return;
    }
    ActiveExchange exchange = current(cut);
    boolean interim = cut.kind() == Cut.Kind.HEAD && message(cut).interim();
    boolean last = cut.last() && !interim;
    if (cut.kind() == Cut.Kind.HEAD && !interim) {
      begin(exchange, message(cut));
    }
    holds.submit(new Portion(piece, bytes -> go(exchange, interim, bytes)));
    if (last) {
      exchanges.replied();
    }
  }

  private void begin(ActiveExchange exchange, Message reply) {
    exchanges.replyBegan(exchange);
    if (exchange.choice() == null) {
      exchange.replyAction = PASS;
      return;
    }
    connection.interventions().between(exchange);
    Decision decision = exchange.instead != null ? exchange.instead : exchange.after(reply);
    connection.recorder().delay(Direction.DOWNSTREAM, exchange, decision);
    long due = holds.now() + decision.delay().toNanos();
    long wait = Math.max(0, exchange.replyNotBefore - due);
    holds.submit(() -> carryOut(exchange, decision.action()), due + wait);
  }

  private void carryOut(ActiveExchange exchange, Action action) {
    exchange.replyAction = action;
    if (Answers.answers(action)) {
      Answers answers = connection.answers();
      answers.write(answers.to(Direction.DOWNSTREAM, exchange, action));
    } else {
      connection.interventions().carryOut(Direction.DOWNSTREAM, exchange, action);
    }
  }

  private void go(ActiveExchange exchange, boolean interim, ByteBuf bytes) {
    Action action = interim ? PASS : exchange.replyAction;
    if (action instanceof Action.Insert insert) {
      // Only the first piece is touched.
      exchange.replyAction = PASS;
      int middle = bytes.readableBytes() / 2;
      client.write(bytes.readRetainedSlice(middle));
      client.write(Unpooled.wrappedBuffer(exchange.randomBytes("insert", insert.count())));
    } else if (!(action instanceof Action.Pass)) {
      bytes.release();
      return;
    }
    exchange.replyForwarded = true;
    client.write(bytes);
  }

  @Override
  public void unanswered() {
    if (exchanges.atBackend() == null) {
      throw new IllegalStateException("no request is without a reply");
    }
    exchanges.replied();
  }

  @Override
  public long pinned() {
    return holds.pinned();
  }

  @Override
  public void refuse(Cut cut) {
    ActiveExchange exchange = exchanges.atBackend();
    connection.recorder().network(Direction.DOWNSTREAM, exchange, "refused: " + cut.reason());
    Rendering rendering = cut.rendering();
    if (rendering != null && exchange != null && !exchange.replyBegun) {
      exchanges.answer(exchange, rendering);
    } else {
      if (rendering != null) {
        rendering.bytes().release();
      }
      // Where part of a reply has gone, or is going to, an orderly end could look like the end of
      // that reply.
      holds.submit(exchange == null ? connection::closeOrderly : connection::reset);
    }
    connection.stopReplies();
  }
}
