package io.galopin.engine.exchange;

import io.galopin.api.Pairing;
import io.galopin.api.Rendering;
import io.galopin.api.Reply;
import io.galopin.api.Request;
import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.socket.ProxyMeter;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges of one connection whose replies are not complete, oldest first. Replies from the
 * backend belong to the oldest that went there; what the proxy answers itself waits until all
 * before it are answered. Used on the connection's event loop only.
 */
public final class Exchanges implements Pairing {

  /**
   * What an exchange weighs about, with its request's message and an answer, in bytes. They are
   * weighed in lots, and what does not fill one weighs nothing.
   */
  private static final int WEIGHT = HeldMemory.HEAP_COUNTS * 1024;

  private static final int LOT = 32;

  /** What an answer of the proxy's own and the ends of ways are carried out by. */
  public interface Client {

    /** Gives the client an answer when what is held back before it has gone. */
    void queue(ActiveExchange exchange, Rendering rendering);

    /** What the backend still sends is discarded. */
    void stopReplies();
  }

  private final ConnectionFacts connection;
  private final ProxyMeter meter;
  private final ExchangeOwner owner;
  private final BehaviorStates states;
  private final String upstream;
  private final ArrayDeque<ActiveExchange> unanswered = new ArrayDeque<>(4);
  private GuardedSession session;
  private Client client;
  private @Nullable ActiveExchange newest;
  private long count;
  private int unsettled;
  private long locals;

  /**
   * None yet. A session and a client have to be {@linkplain #use given} before the first.
   *
   * @param owner is told of each
   * @param states what behaviors keep for the connection
   * @param upstream the backend's address
   */
  public Exchanges(
      ConnectionFacts connection,
      ProxyMeter meter,
      ExchangeOwner owner,
      BehaviorStates states,
      String upstream) {
    this.connection = connection;
    this.meter = meter;
    this.owner = owner;
    this.states = states;
    this.upstream = upstream;
  }

  /** Those who need this to be made, and without whom nothing begins. */
  void use(GuardedSession speaking, Client answering) {
    session = speaking;
    client = answering;
  }

  /** A request has arrived. */
  ActiveExchange begin(Request request) {
    long now = ExchangeLog.now(connection);
    ActiveExchange exchange =
        new ActiveExchange(connection, session, states, ++count, request, now);
    newest = exchange;
    meter.exchange();
    owner.exchange();
    unsettled++;
    if (request.expectsReply()) {
      lineUp(exchange);
    }
    return exchange;
  }

  /** The exchange whose request arrived last. */
  @Nullable ActiveExchange newest() {
    return newest;
  }

  /**
   * It is decided what becomes of the request. An earlier one that never ended (a turn) ends here:
   * what the backend says from now on is for this one.
   */
  void decided(ActiveExchange exchange) {
    unsettled--;
    if (meter != ProxyMeter.NONE) {
      exchange.decidedAt(connection.now());
    }
    for (ActiveExchange oldest = unanswered.peekFirst();
        oldest != null && oldest != exchange && !oldest.requestCourse().isComplete();
        oldest = unanswered.peekFirst()) {
      removeOldest();
      ExchangeLog.replied(connection, oldest);
    }
    if (!exchange.request().expectsReply()) {
      ExchangeLog.ended(connection, exchange, "no reply expected");
    }
  }

  private void lineUp(ActiveExchange exchange) {
    unanswered.addLast(exchange);
    exchange.inLine(true);
    if (unanswered.size() % LOT == 0) {
      connection.memory().add(LOT * WEIGHT);
    }
  }

  private void removeOldest() {
    if (unanswered.size() % LOT == 0) {
      connection.memory().remove(LOT * WEIGHT);
    }
    unanswered.removeFirst().inLine(false);
  }

  /** The memory that the exchanges pin which wait for their replies, in bytes. */
  long pinned() {
    return (long) (unanswered.size() / LOT) * LOT * WEIGHT + locals;
  }

  /**
   * Whether nobody is to be asked about the next bytes: all exchanges are over, but for one that no
   * rule acts on, whose reply has begun, and of which nobody can know whether it is over: a turn.
   */
  public boolean atRest() {
    ActiveExchange last = newest;
    return last == null
        || (last.replyCourse().isForwarded()
            && !last.touched()
            && (unanswered.isEmpty() || unanswered.peekFirst() == last));
  }

  /** The exchange to which the next byte from the backend belongs, if there is one. */
  public @Nullable ActiveExchange atBackend() {
    ActiveExchange oldest = unanswered.peekFirst();
    return oldest != null
            && (oldest.requestCourse().isForwarded() || oldest.requestCourse().isProbed())
        ? oldest
        : null;
  }

  /** The head of the final reply to {@code exchange} has come. */
  void replyBegan(ActiveExchange exchange, Reply reply) {
    ExchangeLog.began(exchange, reply);
    if (meter != ProxyMeter.NONE) {
      meter.answered(connection.now() - exchange.decidedAt());
    }
  }

  /** The reply to the oldest exchange has come to its end. */
  void replied() {
    ActiveExchange oldest = unanswered.peekFirst();
    if (oldest != null) {
      removeOldest();
      ExchangeLog.replied(connection, oldest);
    }
    writeLocals();
  }

  /** Whether the end of the reply to the oldest exchange lets the proxy itself speak. */
  boolean localFollows() {
    if (unanswered.size() < 2) {
      return false;
    }
    Iterator<ActiveExchange> inOrder = unanswered.iterator();
    inOrder.next();
    return inOrder.next().ownAnswer() != null;
  }

  /** Whether a request before {@code exchange} may, or may not, be answered by the backend yet. */
  boolean quietBefore(ActiveExchange exchange) {
    for (ActiveExchange earlier : unanswered) {
      if (earlier == exchange) {
        return false;
      }
      if (earlier.request().quiet() && earlier.ownAnswer() == null) {
        return true;
      }
    }
    return false;
  }

  /** Whether the client is still to get an answer to {@code exchange}, and none has begun. */
  boolean isOpen(ActiveExchange exchange) {
    return !exchange.replyCourse().hasBegun()
        && exchange.ownAnswer() == null
        && (exchange.isInLine() || !exchange.request().expectsReply());
  }

  /** What the proxy itself answers to {@code exchange}. */
  void answer(ActiveExchange exchange, Rendering rendering) {
    exchange.ownAnswer(rendering);
    if (!exchange.isInLine()) {
      // Its client expects no reply, but may well expect to be closed.
      lineUp(exchange);
    }
    countLocal(rendering, 1);
    writeLocals();
  }

  private void countLocal(Rendering rendering, int sign) {
    long cost = sign * (long) (rendering.bytes().capacity() + HeldMemory.PIECE);
    locals += cost;
    connection.memory().add(cost);
  }

  private void writeLocals() {
    for (ActiveExchange oldest = unanswered.peekFirst();
        oldest != null;
        oldest = unanswered.peekFirst()) {
      Rendering local = oldest.ownAnswer();
      if (local == null) {
        return;
      }
      removeOldest();
      oldest.ownAnswer(null);
      countLocal(local, -1);
      ExchangeLog.answered(connection, oldest, local);
      if (local.end() != Rendering.End.KEEP && oldest.requestCourse().isForwarded()) {
        // What the backend may still say to it has no exchange any more.
        client.stopReplies();
      }
      client.queue(oldest, local);
    }
  }

  /** Releases the answers that were never given. */
  public void close() {
    for (ActiveExchange exchange : unanswered) {
      Rendering local = exchange.ownAnswer();
      if (local != null) {
        countLocal(local, -1);
        local.bytes().release();
        exchange.ownAnswer(null);
      }
      boolean begun = exchange.replyCourse().hasBegun();
      ExchangeLog.ended(connection, exchange, begun ? "the connection ended" : "no reply");
    }
    connection.memory().remove(pinned());
    unanswered.clear();
  }

  @Override
  public @Nullable Request answered() {
    ActiveExchange exchange = atBackend();
    return exchange == null ? null : exchange.request();
  }

  @Override
  public boolean probed() {
    ActiveExchange exchange = atBackend();
    return exchange != null && exchange.requestCourse().isProbed();
  }

  @Override
  public boolean replyForwarded() {
    return newest != null && newest.replyCourse().isForwarded();
  }

  @Override
  public boolean settled() {
    // Those too whose clients expect no reply.
    return unsettled == 0
        && unanswered.stream().allMatch(exchange -> exchange.requestCourse().isSettled());
  }

  @Override
  public boolean payloadMatters() {
    ActiveExchange exchange = atBackend();
    ReplyShape shape = exchange == null ? null : exchange.replyCourse().shape();
    return shape != null && shape.payloadMatters();
  }

  @Override
  public String upstream() {
    return upstream;
  }
}
