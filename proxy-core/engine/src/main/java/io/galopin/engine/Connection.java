package io.galopin.engine;

import io.galopin.api.Direction;
import io.galopin.api.Rendering;
import io.galopin.api.Trouble;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
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
final class Connection implements Side.Events, Controls, Exchanges.Client, Link.Owner, Pulse.Work {

  private static final Logger log = LoggerFactory.getLogger(Connection.class);

  private final ConnectionOwner owner;
  private final Consumer<Connection> gone;
  private final ProxySpec spec;
  private final ConnectionFacts facts;
  private final EventLoop loop;
  private final Pulse pulse;
  private final Recorder recorder;
  private final Channel accepted;
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

  /**
   * A connection for an accepted client; {@link #start} begins it.
   *
   * @param gone is told when it has ended and nothing of it is left
   */
  Connection(ConnectionOwner owner, long ordinal, Channel accepted, Consumer<Connection> gone) {
    this.owner = owner;
    this.gone = gone;
    this.spec = owner.spec();
    this.loop = accepted.eventLoop();
    this.pulse = owner.pulse(loop);
    this.accepted = accepted;
    this.meter = owner.meter();
    this.facts =
        new ConnectionFacts(
            spec.name(),
            ordinal,
            Side.address(accepted),
            loop,
            loop.ticker().nanoTime(),
            owner.draws(),
            owner.memory());
    this.recorder =
        new Recorder(
            owner.journal(), owner.failures(), owner::refused, meter, spec.name(), ordinal);
    Pulse.Work outer = pulse.enter(this);
    this.client = new Side(this, meter, Direction.DOWNSTREAM, owner.memory());
    this.backend = new Side(this, meter, Direction.UPSTREAM, owner.memory());
    this.activeToxics = new ActiveToxics(facts, () -> guard(this::toxicsChanged));
    ToxicSteps steps = activeToxics.steps();
    this.toBackend = new ToxicChain(facts, recorder, steps, this, Direction.UPSTREAM, backend);
    this.toClient = new ToxicChain(facts, recorder, steps, this, Direction.DOWNSTREAM, client);
    this.requestHolds = new HoldQueue(loop, this::guard, owner.memory(), this::relieved);
    this.replyHolds = new HoldQueue(loop, this::guard, owner.memory(), this::relieved);
    BehaviorStates states = new BehaviorStates();
    this.exchanges =
        new Exchanges(
            facts, meter, owner::exchange, states, this::session, spec.upstream().toString(), this);
    this.session = GuardedSession.open(spec, exchanges, recorder);
    this.optional = session.optional();
    this.watching = !optional;
    this.answers = new Answers(this, recorder, session, toClient, accepted.alloc());
    this.interventions =
        new Interventions(facts, owner, this, states, session, exchanges, answers, recorder);
    this.hop = new Hop(owner, spec.name(), names -> loop.execute(() -> circled(names)));
    this.uplink =
        new Uplink(
            owner, loop, spec, hop, this::connected, reason -> guard(() -> notConnected(reason)));
    Desk desk = new Desk(session, exchanges, answers, interventions, recorder, this);
    this.requests =
        new Link(
            this,
            facts,
            client,
            backend,
            toBackend,
            new RequestWatcher(desk, toBackend, requestHolds, uplink::trouble, this::whenSent),
            requestHolds);
    this.replies =
        new Link(
            this,
            facts,
            backend,
            client,
            toClient,
            new ReplyWatcher(desk, toClient, replyHolds),
            replyHolds);
    meter.opened();
    client.attach(accepted);
    toxicsChanged();
    pulse.leave(outer);
  }

  private GuardedSession session() {
    return session;
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

  // What the watchers ask for.

  @Override
  public boolean watching() {
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

  /** The last bytes of the request are on their way to the socket. */
  private void whenSent(ActiveExchange exchange) {
    backend.whenWritten(() -> guard(() -> interventions.between(exchange)));
    // Now, so that what is decided then holds for the requests behind it.
    backend.flush();
  }

  @Override
  public void queue(ActiveExchange exchange, Rendering rendering) {
    answers.queue(exchange, rendering, replyHolds);
  }

  @Override
  public void deafenBackend() {
    backend.deafen();
  }

  @Override
  public void hang() {
    stopRequests();
    if (client.isInputEnded()) {
      drop();
    }
  }

  @Override
  public void ignoreRequests() {
    requests.discard();
  }

  @Override
  public void stopRequests() {
    requests.discard();
    requestHolds.clear();
    if (client.isInputEnded()) {
      // The end of the direction was among what waited.
      requests.end();
    }
  }

  @Override
  public void stopReplies() {
    replies.discard();
  }

  // What the sockets tell.

  @Override
  public void read(Side side, ByteBuf bytes) {
    if (ending) {
      bytes.release();
      return;
    }
    Pulse.Work outer = pulse.enter(this);
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

  @Override
  public void guard(Runnable action) {
    Pulse.Work outer = pulse.enter(this);
    try {
      action.run();
    } catch (Throwable thrown) {
      failed(thrown);
    } finally {
      pulse.leave(outer);
    }
  }

  @Override
  public void beat() {
    pulse.beat();
  }

  @Override
  public PluginFailure blocked(Spot spot, Blocked blocked) {
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

  @Override
  public void flush() {
    client.flush();
    backend.flush();
  }

  @Override
  public void relieved() {
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

  @Override
  public boolean clientTakes() {
    return client.writable() && owner.memory().allowsMore(toClient.pinned());
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

  @Override
  public void endOf(Link link) {
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
      gone.accept(this);
    }
  }

  // Ends.

  @Override
  public void closeOrderly() {
    end(Farewell.How.CLOSE);
  }

  @Override
  public void resetOrderly() {
    end(Farewell.How.RESET);
  }

  private void end(Farewell.How how) {
    if (letGo()) {
      toBackend.mark(() -> toClient.mark(() -> leave(how)));
    }
  }

  @Override
  public void closeSides() {
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

  @Override
  public void reset() {
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

  /** The rules have changed. */
  void rulesChanged() {
    interventions.rulesChanged();
  }

  // Facts.

  EventLoop loop() {
    return loop;
  }

  @Override
  public Recorder recorder() {
    return recorder;
  }

  @Override
  public String place() {
    return facts.place();
  }
}
