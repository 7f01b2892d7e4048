package io.galopin.engine;

import io.galopin.api.Direction;
import io.galopin.api.Message;
import io.galopin.api.Rendering;
import io.galopin.api.Trouble;
import io.galopin.engine.match.Term;
import io.galopin.engine.match.Vocabulary;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.List;
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

  private final ConnectionOwner owner;
  private final ProxySpec spec;
  private final long ordinal;
  private final EventLoop loop;
  private final Pulse pulse;
  private final Recorder recorder;
  private final Channel accepted;
  private final long startedAt;
  private final ProxyMeter meter;
  private final Side client;
  private final Side backend;
  private final ToxicChain toBackend;
  private final ToxicChain toClient;
  private final HoldQueue requestHolds;
  private final HoldQueue replyHolds;
  private final GuardedSession session;
  private final Exchanges exchanges;
  private final Answers answers;
  private final Link requests;
  private final Link replies;
  private final Interventions interventions;
  private final Hop hop;
  private final Uplink uplink;
  private final ActiveToxics activeToxics;
  private final boolean optional;
  private @Nullable IdleWatch idle;

  private List<ToxicSpec> toxics = List.of();
  private boolean watching;
  private boolean requestsEnded;
  private boolean repliesEnded;
  private boolean ending;
  private boolean closing;
  private int openSockets = 1;
  private boolean dialing;
  private boolean over;

  /** A connection for an accepted client; {@link #start} begins it. */
  Connection(ConnectionOwner owner, long ordinal, Channel accepted) {
    this.owner = owner;
    this.spec = owner.spec();
    this.ordinal = ordinal;
    this.loop = accepted.eventLoop();
    this.pulse = owner.pulse(loop);
    this.accepted = accepted;
    this.startedAt = loop.ticker().nanoTime();
    this.meter = owner.meter();
    this.recorder = new Recorder(owner.journal(), owner.failures(), meter, spec.name(), ordinal);
    Connection outer = pulse.enter(this);
    this.client = new Side(this, meter, Direction.DOWNSTREAM, owner.memory());
    this.backend = new Side(this, meter, Direction.UPSTREAM, owner.memory());
    this.toBackend = new ToxicChain(this, Direction.UPSTREAM, backend);
    this.toClient = new ToxicChain(this, Direction.DOWNSTREAM, client);
    this.requestHolds = new HoldQueue(loop, this::guard, owner.memory(), this::relieved);
    this.replyHolds = new HoldQueue(loop, this::guard, owner.memory(), this::relieved);
    this.exchanges = new Exchanges(this, meter, replyHolds);
    this.session = GuardedSession.open(spec, exchanges, recorder);
    this.optional = session.optional();
    this.watching = !optional;
    this.interventions = new Interventions(this, loop, recorder, session);
    this.answers = new Answers(this, session, toClient, accepted.alloc());
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
    this.hop = new Hop(owner, spec.name(), names -> loop.execute(() -> circled(names)));
    this.uplink =
        new Uplink(
            owner, loop, spec, hop, this::connected, reason -> guard(() -> notConnected(reason)));
    this.activeToxics = new ActiveToxics(this, () -> guard(this::toxicsChanged));
    meter.opened();
    client.attach(accepted);
    toxicsChanged();
    pulse.leave(outer);
  }

  // The backend's socket.

  /** Begins to connect to the backend. */
  void start() {
    if (!session.usable()) {
      reset();
      return;
    }
    idle =
        spec.limits()
            .idleTimeout()
            .map(timeout -> new IdleWatch(loop, timeout, this::isHeldBack, this::closeIdle))
            .orElse(null);
    if (idle != null) {
      idle.start();
    }
    owner.ownDials().accepted(accepted, hop);
    dialing = true;
    uplink.start();
  }

  /** The client is a socket of this engine's, and what it sends has been at this proxy before. */
  private void circled(String names) {
    if (!closing) {
      String reason = "refused: the proxies lead in a circle, " + names;
      recorder.network(Direction.UPSTREAM, null, reason);
      owner.circled(loop.ticker().nanoTime(), reason);
      reset();
    }
  }

  private boolean isHeldBack() {
    return interventions.holdBack()
        || !requestHolds.isEmpty()
        || !replyHolds.isEmpty()
        || toBackend.pinned() > 0
        || toClient.pinned() > 0;
  }

  private void closeIdle() {
    recorder.network(Direction.UPSTREAM, null, "closed: nothing moved for the idle timeout");
    closeOrderly();
  }

  private void connected(Channel channel) {
    if (!dialing) {
      channel.close();
      return;
    }
    dialing = false;
    openSockets++;
    backend.attach(channel);
    adjustReading();
  }

  private void notConnected(Trouble reason) {
    if (!dialing) {
      return;
    }
    dialing = false;
    meter.notConnected();
    recorder.network(Direction.UPSTREAM, exchanges.atBackend(), reason.reason());
    backend.deafen();
    if (ending) {
      endIfGone();
      return;
    }
    ActiveExchange waiting = exchanges.atBackend();
    if (!session.rendersTrouble()) {
      closeOrderly();
    } else if (waiting != null) {
      answers.tell(waiting, reason, exchanges);
    }
    adjustReading();
  }

  /** Why there is no backend; null while there is hope. */
  @Nullable Trouble trouble() {
    return uplink.trouble();
  }

  // What the watchers ask for.

  /**
   * Whether the bytes are to be cut into messages. Where the protocol allows it they pass unseen
   * without rules: on a connection that has been watched, once nothing of what was seen is left.
   */
  boolean watching() {
    if (optional) {
      watching = !owner.rules().isEmpty() || (watching && !atRest());
    }
    return watching;
  }

  private boolean atRest() {
    return exchanges.atRest()
        && requestHolds.isEmpty()
        && replyHolds.isEmpty()
        && requests.atRest()
        && replies.atRest()
        && !interventions.holdBack();
  }

  void countExchange() {
    owner.exchange();
  }

  /** What comes on one way is not of the protocol. */
  void refused(Direction direction, @Nullable ActiveExchange exchange, @Nullable String reason) {
    recorder.network(direction, exchange, "refused: " + reason);
    owner.refused(direction, String.valueOf(reason));
  }

  /** Asks the rules about a new exchange, with whose head {@code in} begins. */
  void choose(ActiveExchange exchange, ByteBuf in, int length) {
    interventions.choose(exchange, owner.rules(), in, length);
  }

  /** The last bytes of the request are on their way to the socket. */
  void whenSent(ActiveExchange exchange) {
    backend.whenWritten(() -> guard(() -> interventions.between(exchange)));
    // Now, so that what is decided then holds for the requests behind it.
    backend.flush();
  }

  /** Whether the client is still to get an answer to {@code exchange}, and none has begun. */
  boolean awaits(ActiveExchange exchange) {
    return !ending && exchanges.isOpen(exchange);
  }

  /**
   * Ends the connection when the replies to the exchanges before {@code exchange} have been given.
   * The backend gets nothing more.
   */
  void endInPlaceOf(ActiveExchange exchange, Rendering end) {
    backend.deafen();
    stopRequests();
    exchanges.answer(exchange, end);
  }

  /** Nobody answers any more: what the client still sends is discarded until it ends its side. */
  void hang() {
    stopRequests();
    if (client.isInputEnded()) {
      drop();
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

  // What the sockets tell.

  @Override
  public void read(Side side, ByteBuf bytes) {
    if (ending) {
      bytes.release();
      return;
    }
    Connection outer = pulse.enter(this);
    moved();
    meter.received(
        side == client ? Direction.UPSTREAM : Direction.DOWNSTREAM, bytes.readableBytes());
    if (owner.toxics() != toxics) {
      guard(this::toxicsChanged);
    }
    try {
      if (ending) {
        bytes.release();
        return;
      }
      if (side == client) {
        requests.read(bytes);
      } else {
        replies.read(bytes);
        // The replies may have made room for more requests.
        requests.adjustReading();
      }
      requests.otherMoved();
      replies.otherMoved();
    } catch (Throwable thrown) {
      failed(thrown);
    } finally {
      pulse.leave(outer);
    }
  }

  /** Runs what calls a plugin: what it throws ends this connection and no other. */
  void guard(Runnable action) {
    Connection outer = pulse.enter(this);
    try {
      action.run();
    } catch (Throwable thrown) {
      failed(thrown);
    } finally {
      pulse.leave(outer);
    }
  }

  /** One of many plugin calls that something read may lead to is over. */
  void beat() {
    pulse.beat();
  }

  /** A plugin that has not returned, by its name. May be called on any thread. */
  PluginFailure blocked(Blocked.Spot spot, Blocked blocked) {
    String name = spot.outer();
    String kind = "protocol";
    if (spot.by().startsWith(Firings.class.getName())) {
      kind = "behavior";
      name = Firings.plugin(owner.rules(), name);
    } else if (spot.by().equals(GuardedStage.class.getName())) {
      kind = "toxic";
      name = GuardedStage.plugin(owner.toxics(), name);
    } else {
      name = spec.protocolName();
    }
    return new PluginFailure(kind, name, spot.hook(), blocked);
  }

  /** A plugin failed, or the proxy itself. */
  @Override
  public void failed(Throwable thrown) {
    recorder.failed(PluginFailure.of(thrown, spec.protocolName()), "the connection is reset");
    reset();
  }

  @Override
  public void readComplete(Side side) {
    flush();
  }

  /** Gives the platform what was written. */
  void flush() {
    client.flush();
    backend.flush();
  }

  /** Something that was held back has gone on. */
  void relieved() {
    toBackend.resume();
    toClient.resume();
    requestHolds.resume();
    replyHolds.resume();
    requests.otherMoved();
    replies.otherMoved();
    flush();
    adjustReading();
  }

  @Override
  public void writabilityChanged(Side side) {
    moved();
    guard(this::adjustReading);
    if (stalled() && side.writable()) {
      // Not within what told this: it may be in the midst of writing.
      loop.execute(() -> guard(this::relieved));
    }
  }

  /** Whether something waits for nothing but room. */
  private boolean stalled() {
    return toBackend.stalled()
        || toClient.stalled()
        || replyHolds.stalled()
        || requests.paused()
        || replies.paused();
  }

  /** Whether what goes to the client does not pile up on its way. */
  boolean clientTakes() {
    return client.writable() && memory().allowsMore(toClient.pinned());
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
    if (!ending) {
      guard(() -> inputEnded(side));
    }
  }

  private void inputEnded(Side side) {
    if (interventions.hung()) {
      // A client that is to wait for nothing does not learn that the backend has gone.
      if (side == client) {
        drop();
      }
    } else if (side == client) {
      requests.end();
    } else {
      replies.end();
    }
  }

  /** All of a direction has been passed on. */
  void endOf(Link link) {
    if (interventions.hung() && link == replies) {
      return;
    }
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
      if (side == client) {
        drop();
      } else {
        // The client is still to get what it is owed.
        backend.deafen();
      }
      return;
    }
    log.debug(
        "{}: {} broke: {}", place(), side == client ? "client" : "backend", cause.getMessage());
    if (side == client) {
      reset();
    } else {
      // What the backend said before, and a fault holds back, still comes first.
      backend.deafen();
      replyHolds.submit(this::resetUnlessHung);
    }
  }

  private void resetUnlessHung() {
    if (!interventions.hung()) {
      resetOrderly();
    }
  }

  @Override
  public void deaf(Side side) {
    if (side == client) {
      if (ending) {
        drop();
      } else {
        reset();
      }
    } else {
      adjustReading();
    }
  }

  @Override
  public void closed(Side side) {
    openSockets--;
    if (!closing && (side == client || openSockets == 0)) {
      drop();
    }
    endIfGone();
  }

  private void endIfGone() {
    if (openSockets == 0 && !dialing && !over) {
      over = true;
      uplink.release();
      meter.closed();
      owner.ended(this);
    }
  }

  // Ends.

  /** Closes both sides so that what was written arrives, also what toxics hold back. */
  void closeOrderly() {
    end(Farewell.How.CLOSE);
  }

  /** Resets both sides when what was written has arrived, also what toxics hold back. */
  void resetOrderly() {
    end(Farewell.How.RESET);
  }

  private void end(Farewell.How how) {
    if (letGo()) {
      toBackend.mark(() -> toClient.mark(() -> leave(how)));
    }
  }

  /**
   * Closes both sides so that what was written to the sockets arrives, also where the backend's is
   * still to come.
   */
  void closeSides() {
    leave(Farewell.How.CLOSE);
  }

  private void leave(Farewell.How how) {
    letGo();
    if (!closing) {
      letGoOfToxics();
      client.leave(how);
      backend.leave(how);
      if (!backend.owes()) {
        cancelDial();
      }
    }
  }

  /** Resets both sides. */
  void reset() {
    letGo();
    if (!closing) {
      letGoOfToxics();
      client.reset();
      backend.reset();
      cancelDial();
    }
  }

  /** Closes both sides at once. May be called again to hurry an orderly close. */
  void drop() {
    letGo();
    letGoOfToxics();
    client.close();
    backend.close();
    cancelDial();
  }

  private void cancelDial() {
    if (dialing) {
      uplink.cancel();
      dialing = false;
      endIfGone();
    }
  }

  private void letGoOfToxics() {
    closing = true;
    activeToxics.close();
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
    interventions.close();
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
    if (closing) {
      return;
    }
    List<ToxicSpec> active = activeToxics.open(toxics);
    toBackend.become(on(Direction.UPSTREAM, active));
    if (!closing) {
      toClient.become(on(Direction.DOWNSTREAM, active));
      relieved();
    }
  }

  private static List<ToxicSpec> on(Direction direction, List<ToxicSpec> active) {
    return active.stream().filter(toxic -> toxic.direction() == direction).toList();
  }

  /** How far its toxics have come. */
  ToxicSteps toxicSteps() {
    return activeToxics.steps();
  }

  /** The rules have changed. */
  void rulesChanged() {
    interventions.rulesChanged(owner.rules());
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

  /** What exchanges are known by; null if by their places alone. */
  @Nullable Identities identities() {
    return owner.identities();
  }

  /** When it was accepted, in the loop's time. */
  long startedAt() {
    return startedAt;
  }

  /** What is known of it as a whole; null for all else. */
  @Nullable Object value(Term term) {
    return term.attribute().equals(Vocabulary.CLIENT)
        ? client.remoteAddress()
        : term.attribute().equals(Vocabulary.CONNECTION) ? ordinal : null;
  }

  /** What the journal calls a message. */
  String label(Message message) {
    return session.label(message);
  }

  boolean acceptsInsertion() {
    return session.acceptsInsertion();
  }

  HeldMemory memory() {
    return owner.memory();
  }

  Interventions interventions() {
    return interventions;
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
