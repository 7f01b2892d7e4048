package io.galopin.engine.exchange;

import io.galopin.api.Message;
import io.galopin.api.Rendering;
import io.galopin.api.Reply;
import io.galopin.api.Request;
import io.galopin.engine.socket.ProxyMeter;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges of one connection whose replies are not complete, oldest first. Replies from the
 * backend belong to the oldest exchange that went there. The proxy's own answers wait until all
 * earlier exchanges are answered. Used only on the connection's event loop.
 */
public final class Exchanges {

  /** Carries out the proxy's own answers and ends replies. */
  public interface Client {

    /** Sends the client an answer after the bytes held before it have gone. */
    void queue(ActiveExchange exchange, Rendering rendering);

    /** Discards everything that the backend still sends. */
    void stopReplies();

    /** Called when a turn has ended. What it holds back still goes. */
    void turnEnded(ActiveExchange exchange);
  }

  private final ConnectionFacts connection;
  private final ProxyMeter meter;
  private final ExchangeOwner owner;
  private final BehaviorStates states;
  private Unanswered unanswered;
  private @Nullable Parked parked;
  private GuardedSession session;
  private Client client;
  private Tracer tracer;
  private @Nullable ActiveExchange newest;
  private @Nullable Reply newestReply;
  private String layer = "";
  private long count;
  private int unsettled;
  private boolean encrypted;

  /**
   * Has no exchanges yet; {@link #use} must be called before the first one.
   *
   * @param owner notified of each exchange
   * @param states the states of behaviors for the connection
   */
  public Exchanges(
      ConnectionFacts connection, ProxyMeter meter, ExchangeOwner owner, BehaviorStates states) {
    this.connection = connection;
    this.meter = meter;
    this.owner = owner;
    this.states = states;
    this.unanswered = new Unanswered(connection.memory());
  }

  /** Sets the parts that need this object to be created first. */
  void use(GuardedSession speaking, Client answering, Tracer tracing) {
    session = speaking;
    client = answering;
    tracer = tracing;
    layer = speaking.layer();
  }

  /** Begins an exchange for a request that has arrived. An opening has the ordinal 0. */
  ActiveExchange begin(Request request) {
    boolean opening = request.opening();
    if (opening && newest != null) {
      throw session.flaw("opened a connection again (expected: with its first request only)");
    }
    if (!opening && !layer.isEmpty()) {
      throw session.flaw("began an exchange in a layer (expected: only an opening)");
    }
    return begin(request, opening);
  }

  /** Begins an exchange for bytes that are refused. */
  ActiveExchange beginRefused() {
    return begin(() -> "refused", false);
  }

  private ActiveExchange begin(Request request, boolean opening) {
    ExchangePlace place =
        opening
            ? new ExchangePlace(connection, layer, 0)
            : new ExchangePlace(connection, "", ++count);
    ActiveExchange exchange = new ActiveExchange(place, session, states, request);
    exchange.trace(tracer.begin(exchange));
    newest = exchange;
    if (!opening) {
      meter.exchange();
      owner.exchange();
    }
    unsettled++;
    if (request.expectsReply()) {
      unanswered.add(exchange);
    }
    return exchange;
  }

  /** Lets the layer have the next exchange whose handshake begins now, if there is one. */
  public void enterTls() {
    session.enterTls();
    if (!session.layer().equals(layer)) {
      parked = new Parked(unanswered, newest, newestReply);
      unanswered = new Unanswered(connection.memory());
      newest = null;
      newestReply = null;
      layer = session.layer();
    }
  }

  /** Whether the client has got the reply that arrived last, or will get it. */
  public boolean newestReplyPasses() {
    return newest == null || !newest.replyCourse().hasBegun() || newest.replyCourse().passes();
  }

  /** Hands over from a layer to the protocol above. Returns whether that one begins with it. */
  boolean handOver() {
    ActiveExchange ofLayer = newest;
    if (ofLayer != null && ofLayer.isInLine()) {
      throw session.flaw("handed over too early (expected: when its exchange is over)");
    }
    session.handOver(ofLayer == null ? null : ofLayer.request(), newestReply);
    layer = session.layer();
    Parked before = parked;
    parked = null;
    newest = before == null ? null : before.newest();
    newestReply = before == null ? null : before.newestReply();
    if (before != null) {
      unanswered.clear();
      unanswered = before.unanswered();
    }
    return before == null;
  }

  /**
   * Returns the exchange whose request arrived last, of the layer or protocol that is asked now.
   */
  @Nullable ActiveExchange newest() {
    return newest;
  }

  /**
   * Called when the request is decided. An earlier exchange that never ended (a turn) ends here:
   * later bytes from the backend belong to this one.
   */
  void decided(ActiveExchange exchange) {
    unsettled--;
    if (meter != ProxyMeter.NONE) {
      exchange.requestCourse().decidedAt(connection.now());
    }
    // An exchange that expects no reply is not in line, and others there may be later ones.
    for (ActiveExchange oldest = exchange.isInLine() ? unanswered.oldest() : null;
        oldest != null && oldest != exchange && isTurn(oldest);
        oldest = unanswered.oldest()) {
      unanswered.removeOldest();
      client.turnEnded(oldest);
    }
  }

  private boolean isTurn(ActiveExchange exchange) {
    return encrypted || (!exchange.requestCourse().isComplete() && !exchange.isOpening());
  }

  /** From now on, no earlier exchange outlives the next turn. */
  void encrypted() {
    encrypted = true;
  }

  /** Called when the backend has sent a message that nobody asked for. */
  void noticed(Message notice) {
    ExchangeLog.noticed(connection, notice);
  }

  /** Returns the memory pinned by exchanges that wait for their replies, in bytes. */
  long pinned() {
    return unanswered.pinned() + (parked == null ? 0 : parked.unanswered().pinned());
  }

  /**
   * Whether the next bytes need not be watched: all exchanges are over, except possibly a turn,
   * whose end is unknown, on which no rule acts and whose reply has begun.
   */
  public boolean atRest() {
    ActiveExchange last = newest;
    return last == null
        || (last.replyCourse().isForwarded()
            && !last.touched()
            && (unanswered.isEmpty() || unanswered.oldest() == last));
  }

  /** Returns the exchange to which the next byte from the backend belongs, if there is one. */
  public @Nullable ActiveExchange atBackend() {
    return unanswered.atBackend();
  }

  /** Called when the head of the final reply to {@code exchange} has arrived. */
  void replyBegan(ActiveExchange exchange, Reply reply) {
    newestReply = reply;
    if (meter != ProxyMeter.NONE && !exchange.isOpening()) {
      meter.answered(connection.now() - exchange.requestCourse().decidedAt());
    }
  }

  /** Called when the reply to the oldest exchange has ended. */
  void replied() {
    if (!unanswered.isEmpty()) {
      unanswered.removeOldest();
    }
    writeLocals();
  }

  /** Whether the proxy's own answer follows when the reply to the oldest exchange ends. */
  boolean localFollows() {
    ActiveExchange next = unanswered.second();
    return next != null && next.ownAnswer() != null;
  }

  /** Whether a request before {@code exchange} is one that the backend may or may not answer. */
  boolean quietBefore(ActiveExchange exchange) {
    return unanswered.quietBefore(exchange);
  }

  /** Whether the client still needs an answer to {@code exchange} and none has begun. */
  boolean isOpen(ActiveExchange exchange) {
    return !exchange.replyCourse().hasBegun()
        && exchange.ownAnswer() == null
        && (exchange.isInLine() || !exchange.request().expectsReply());
  }

  /** Sets the proxy's own answer to {@code exchange}. */
  void answer(ActiveExchange exchange, Rendering rendering) {
    exchange.trace().answers();
    unanswered.answer(exchange, rendering);
    writeLocals();
  }

  /** Sends the client an answer to what belongs to no exchange, once earlier ones are answered. */
  void answerApart(Rendering rendering) {
    ActiveExchange apart =
        new ActiveExchange(
            new ExchangePlace(connection, "", Math.max(1, count)),
            session,
            states,
            () -> "answered apart");
    apart.requestCourse().withhold();
    apart.requestCourse().came(true);
    answer(apart, rendering);
  }

  private void writeLocals() {
    for (ActiveExchange oldest = unanswered.oldest();
        oldest != null && oldest.ownAnswer() != null;
        oldest = unanswered.oldest()) {
      unanswered.removeOldest();
      Rendering local = unanswered.takeAnswer(oldest);
      if (local.end() != Rendering.End.KEEP && oldest.requestCourse().isForwarded()) {
        // Later bytes from the backend for it belong to no exchange.
        client.stopReplies();
      }
      client.queue(oldest, local);
    }
  }

  /** Whether one of these behaviors acts on an exchange that is not over. */
  boolean use(Predicate<Object> behaviors) {
    ActiveExchange last = newest;
    return (last != null && !isOver(last) && last.isTouchedBy(behaviors))
        || (parked != null && parked.unanswered().use(behaviors))
        || unanswered.use(behaviors);
  }

  private boolean isOver(ActiveExchange exchange) {
    return unsettled == 0 && exchange.requestCourse().isComplete() && !exchange.isInLine();
  }

  /** Whether all are decided and the proxy's own answers to them are made. */
  boolean settled() {
    // Includes exchanges whose clients expect no reply.
    return unsettled == 0
        && unanswered.inOrder().stream().allMatch(each -> each.requestCourse().isSettled());
  }

  /** Releases the answers that were never sent. */
  public void close() {
    tracer.close();
    unanswered.clear();
    if (parked != null) {
      parked.unanswered().clear();
    }
  }
}
