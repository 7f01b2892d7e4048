package io.galopin.engine;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Direction;
import io.galopin.api.Rendering;
import io.galopin.api.Session;
import io.galopin.api.Trouble;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One accepted client with its own socket to the backend. Both sockets live on one event loop, on
 * which all of this happens.
 *
 * <p>What is read from one {@link Side} goes through a {@link Link} to the other. A direction that
 * ends is ended on the other side too, and the connection is over when both have ended. Besides
 * that it may be closed in an orderly way, reset, or dropped.
 */
final class Connection implements Side.Listener {

  private static final Logger log = LoggerFactory.getLogger(Connection.class);

  /** What a connection needs of its proxy. Thread-safe. */
  interface Owner {
    ProxySpec spec();

    RuleSet rules();

    List<ToxicSpec> toxics();

    Draws draws();

    Journal journal();

    HeldMemory memory();

    Map<ChannelOption<?>, Object> socketOptions();

    /** The backend was reached. */
    void connected();

    /** The backend was not reached. */
    void notConnected(Trouble trouble);

    /** There is no descriptor left for a socket to the backend. */
    void starved(long nanoTime);

    /** The connection has ended and nothing of it is left. */
    void ended(Connection connection);
  }

  private final Owner owner;
  private final ProxySpec spec;
  private final long ordinal;
  private final EventLoop loop;
  private final Recorder recorder;
  private final Side client = new Side(this);
  private final Side backend = new Side(this);
  private final ToxicChain toBackend = new ToxicChain(this, Direction.UPSTREAM, backend);
  private final ToxicChain toClient = new ToxicChain(this, Direction.DOWNSTREAM, client);
  private final HoldQueue requestHolds;
  private final HoldQueue replyHolds;
  private final Session session;
  private final Exchanges exchanges;
  private final Answers answers;
  private final Link requests;
  private final Link replies;
  private final List<Future<?>> timers = new ArrayList<>(0);
  private @Nullable IdentityHashMap<Behavior, Object> states;
  private @Nullable Dialer dialer;
  private Places.@Nullable Claim place;
  private @Nullable IdleWatch idle;

  private List<ToxicSpec> toxics = List.of();
  private boolean watching;
  private @Nullable Trouble trouble;
  private @Nullable Choice hungBy;
  private boolean requestsEnded;
  private boolean repliesEnded;
  private boolean ending;
  private boolean closing;
  private int openSockets = 1;

  /** A connection for an accepted client; {@link #start} begins it. */
  Connection(Owner owner, long ordinal, Channel accepted) {
    this.owner = owner;
    this.spec = owner.spec();
    this.ordinal = ordinal;
    this.loop = accepted.eventLoop();
    this.recorder = new Recorder(owner.journal(), spec.name(), ordinal);
    this.watching = !spec.protocol().optional();
    this.requestHolds = new HoldQueue(loop, owner.memory(), this::relieved);
    this.replyHolds = new HoldQueue(loop, owner.memory(), this::relieved);
    this.exchanges = new Exchanges(this, this::queueLocal);
    this.session = spec.protocol().open(exchanges);
    this.answers = new Answers(session, recorder, accepted.alloc());
    this.requests =
        new Link(
            this,
            client,
            backend,
            toBackend,
            new RequestWatcher(this, session, exchanges, toBackend, requestHolds),
            requestHolds);
    this.replies =
        new Link(
            this,
            backend,
            client,
            toClient,
            new ReplyWatcher(this, session, exchanges, toClient, replyHolds),
            replyHolds);
    client.attach(accepted);
    toxicsChanged();
  }

  // The backend's socket.

  /** Begins: asks for a place among the connections to the backend, and connects. */
  void start(Class<? extends Channel> socket, Dialer.Resolver resolver, Places places) {
    Limits limits = spec.limits();
    Dialer attempt =
        new Dialer(
            loop,
            socket,
            owner.socketOptions(),
            spec.upstream(),
            limits.connectTimeout(),
            this::connected,
            this::notConnected,
            () -> owner.starved(replyHolds.now()));
    dialer = attempt;
    idle =
        limits
            .idleTimeout()
            .map(timeout -> new IdleWatch(loop, timeout, this::isHeldBack, this::closeIdle))
            .orElse(null);
    if (idle != null) {
      idle.start();
    }
    place = places.claim(loop, () -> attempt.dial(resolver), this::noPlace);
  }

  private boolean isHeldBack() {
    return hungBy != null
        || !requestHolds.isEmpty()
        || !replyHolds.isEmpty()
        || !timers.isEmpty()
        || toBackend.pinned() > 0
        || toClient.pinned() > 0;
  }

  private void closeIdle() {
    recorder.network(Direction.UPSTREAM, null, "closed: nothing moved for the idle timeout");
    closeOrderly();
  }

  private void noPlace() {
    log.warn("{}: closed: no place in the pool of backend connections in time", place());
    notConnected(
        new Trouble(
            Trouble.Kind.UNREACHABLE, "no place in the pool of backend connections in time"));
  }

  private void connected(Channel channel) {
    if (closing) {
      channel.close();
      return;
    }
    owner.connected();
    openSockets++;
    backend.attach(channel);
    adjustReading();
  }

  private void notConnected(Trouble reason) {
    if (closing) {
      return;
    }
    owner.notConnected(reason);
    recorder.network(Direction.UPSTREAM, exchanges.atBackend(), reason.reason());
    trouble = reason;
    backend.deafen();
    ActiveExchange waiting = exchanges.atBackend();
    if (!session.rendersTrouble()) {
      closeOrderly();
    } else if (waiting != null) {
      answerTrouble(waiting, reason);
    }
    adjustReading();
  }

  /** Why there is no backend; null while there is hope. */
  @Nullable Trouble trouble() {
    return trouble;
  }

  /** Tells the client of a trouble, in the turn of {@code exchange}. */
  void answerTrouble(ActiveExchange exchange, Trouble reason) {
    Rendering rendering = answers.to(exchange, reason);
    stopRequests();
    if (rendering == null) {
      closeOrderly();
    } else {
      exchanges.answer(exchange, rendering);
    }
  }

  // What the watchers ask for.

  /** Whether the bytes are to be cut into messages. */
  boolean watching() {
    return watching || (watching = !owner.rules().isEmpty());
  }

  /** Asks the rules about a new exchange: the first that chooses decides. */
  void choose(ActiveExchange exchange) {
    for (Rule rule : owner.rules().rules()) {
      Choice choice =
          rule.choose(exchange, owner.draws().number(ordinal, rule.name(), exchange.ordinal()));
      if (choice != null) {
        exchange.chosen(choice);
        return;
      }
    }
  }

  /** The last bytes of the request are on their way to the socket. */
  void whenSent(ActiveExchange exchange) {
    backend.whenWritten(() -> between(exchange));
  }

  /** The request has been written, or its reply begins: asks the behavior, once. */
  void between(ActiveExchange exchange) {
    if (ending || exchange.betweenAsked) {
      return;
    }
    Decision decision = exchange.between();
    recorder.delay(Direction.DOWNSTREAM, exchange, decision);
    exchange.replyNotBefore = replyHolds.now() + decision.delay().toNanos();
    if (Answers.answers(decision.action()) && !(decision.action() instanceof Action.Close)) {
      exchange.instead = new Decision(Duration.ZERO, decision.action());
    } else if (!(decision.action() instanceof Action.Pass)) {
      later(decision.delay(), () -> carryOut(Direction.DOWNSTREAM, exchange, decision.action()));
    }
  }

  /** Carries out an action that does something to the connection as a whole. */
  void carryOut(Direction direction, ActiveExchange exchange, Action action) {
    if (action instanceof Action.Pass) {
      return;
    }
    recorder.fault(direction, exchange, describe(action));
    if (action instanceof Action.Close) {
      closeOrderly();
    } else if (action instanceof Action.Reset) {
      reset();
    } else if (action instanceof Action.Hang) {
      hungBy = exchange.choice();
      stopRequests();
      if (client.isInputEnded()) {
        drop();
      }
    }
  }

  private static String describe(Action action) {
    return action instanceof Action.Insert insert
        ? "insert " + insert.count() + " random bytes"
        : action.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private void later(Duration delay, Runnable action) {
    if (delay.isZero()) {
      action.run();
    } else {
      timers.add(loop.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS));
    }
  }

  /** What the client still sends is discarded; what came before goes on. */
  void ignoreRequests() {
    requests.discard();
  }

  /** What the client still sends is discarded, and so is what waits. */
  void stopRequests() {
    requests.discard();
    requestHolds.clear();
    if (client.isInputEnded()) {
      // The end of the direction was among what waited.
      requests.end();
    }
  }

  /** What the backend still sends is discarded. */
  void stopReplies() {
    replies.discard();
  }

  private void queueLocal(Rendering rendering) {
    replyHolds.submit(
        new HoldQueue.Step() {
          @Override
          public void run() {
            writeLocal(rendering);
          }

          @Override
          public void cancel() {
            rendering.bytes().release();
          }
        });
  }

  /** Gives the client what the proxy itself has to say, now. */
  void writeLocal(Rendering rendering) {
    toClient.write(rendering.bytes());
    switch (rendering.end()) {
      case KEEP -> client.flush();
      case CLOSE -> closeOrderly();
      case RESET -> toClient.mark(this::reset);
    }
  }

  /** What {@code choice} keeps for this connection. */
  @SuppressWarnings("unchecked") // a behavior asks with one type only
  <T> T state(Choice choice, Supplier<T> initial) {
    if (states == null) {
      states = new IdentityHashMap<>(2);
    }
    return (T) states.computeIfAbsent(choice.behavior(), behavior -> initial.get());
  }

  // What the sockets tell.

  @Override
  public void read(Side side, ByteBuf bytes) {
    if (ending) {
      bytes.release();
      return;
    }
    moved();
    if (owner.toxics() != toxics) {
      toxicsChanged();
    }
    try {
      if (side == client) {
        requests.read(bytes);
      } else {
        replies.read(bytes);
      }
      requests.otherMoved();
      replies.otherMoved();
    } catch (RuntimeException bug) {
      log.error(
          "{}: protocol {} failed, the connection is reset", place(), spec.protocolName(), bug);
      reset();
    }
  }

  @Override
  public void readComplete(Side side) {
    client.flush();
    backend.flush();
  }

  /** Something that was held back has gone on. */
  void relieved() {
    requests.otherMoved();
    client.flush();
    backend.flush();
    adjustReading();
  }

  @Override
  public void writabilityChanged(Side side) {
    moved();
    adjustReading();
  }

  private void moved() {
    if (idle != null) {
      idle.moved();
    }
  }

  private void adjustReading() {
    if (!ending) {
      requests.adjustReading();
      replies.adjustReading();
    }
  }

  @Override
  public void ended(Side side) {
    if (ending) {
      return;
    }
    if (hungBy != null) {
      drop();
    } else if (side == client) {
      requests.end();
    } else {
      replies.end();
    }
  }

  /** All of a direction has been passed on. */
  void endOf(Link link) {
    link.endOutput();
    requestsEnded |= link == requests;
    repliesEnded |= link == replies;
    if (requestsEnded && repliesEnded) {
      closeOrderly();
    }
  }

  @Override
  public void broken(Side side, IOException cause) {
    if (ending) {
      drop();
      return;
    }
    log.debug(
        "{}: {} broke: {}", place(), side == client ? "client" : "backend", cause.getMessage());
    if (side == client) {
      reset();
    } else {
      // What the backend said before, and a fault holds back, still comes first.
      backend.deafen();
      replyHolds.submit(() -> toClient.mark(this::reset));
    }
  }

  @Override
  public void deaf(Side side) {
    if (ending) {
      drop();
      return;
    }
    if (side == client) {
      reset();
    } else {
      adjustReading();
    }
  }

  @Override
  public void closed(Side side) {
    if (--openSockets == 0) {
      drop();
      if (place != null) {
        place.release();
      }
      owner.ended(this);
    } else if (side == client) {
      drop();
    }
  }

  // Ends.

  /** Closes both sides so that what was written arrives, also what toxics hold back. */
  void closeOrderly() {
    if (letGo()) {
      toBackend.mark(() -> toClient.mark(this::closeSides));
    }
  }

  /** Closes both sides so that what was written to the sockets arrives. */
  void closeSides() {
    letGo();
    if (!closing) {
      letGoOfToxics();
      client.closeOrderly();
      backend.closeOrderly();
    }
  }

  /** Resets both sides. */
  void reset() {
    letGo();
    if (!closing) {
      letGoOfToxics();
      client.reset();
      backend.reset();
    }
  }

  /** Closes both sides at once. May be called again to hurry an orderly close. */
  void drop() {
    letGo();
    letGoOfToxics();
    client.close();
    backend.close();
  }

  private void letGoOfToxics() {
    closing = true;
    toBackend.abandon();
    toClient.abandon();
  }

  /** Lets go of the exchanges: nothing new begins. False if that has been done. */
  private boolean letGo() {
    if (ending) {
      return false;
    }
    ending = true;
    requests.discard();
    replies.discard();
    requestHolds.close();
    replyHolds.close();
    timers.forEach(timer -> timer.cancel(false));
    timers.clear();
    if (dialer != null) {
      dialer.cancel();
    }
    if (idle != null) {
      idle.stop();
    }
    exchanges.close();
    session.close();
    return true;
  }

  /** The toxics have changed, or this connection has just begun. */
  void toxicsChanged() {
    toxics = owner.toxics();
    if (!closing) {
      toBackend.become(active(Direction.UPSTREAM));
    }
    if (!closing) {
      toClient.become(active(Direction.DOWNSTREAM));
      relieved();
    }
  }

  private List<ToxicSpec> active(Direction direction) {
    return toxics.stream()
        .filter(toxic -> toxic.direction() == direction)
        .filter(toxic -> draws().number(ordinal, "toxicity", toxic.name()) < toxic.toxicity())
        .toList();
  }

  /** The rules have changed: a client that hangs for a behavior that is gone is let go. */
  void rulesChanged() {
    if (hungBy != null && !owner.rules().offers(hungBy)) {
      closeOrderly();
    }
  }

  // Facts.

  ProxySpec spec() {
    return spec;
  }

  long ordinal() {
    return ordinal;
  }

  EventLoop loop() {
    return loop;
  }

  Draws draws() {
    return owner.draws();
  }

  HeldMemory memory() {
    return owner.memory();
  }

  Recorder recorder() {
    return recorder;
  }

  Answers answers() {
    return answers;
  }

  /** Where this is, for the log: {@code web#3}. */
  String place() {
    return spec.name() + "#" + ordinal;
  }
}
