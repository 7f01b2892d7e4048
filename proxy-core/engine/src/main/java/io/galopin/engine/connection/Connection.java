package io.galopin.engine.connection;

import io.galopin.api.Direction;
import io.galopin.api.Rendering;
import io.galopin.api.Trouble;
import io.galopin.engine.exchange.ActiveExchange;
import io.galopin.engine.exchange.Answers;
import io.galopin.engine.exchange.BehaviorStates;
import io.galopin.engine.exchange.ConnectionFacts;
import io.galopin.engine.exchange.Controls;
import io.galopin.engine.exchange.Desk;
import io.galopin.engine.exchange.Exchanges;
import io.galopin.engine.exchange.GuardedSession;
import io.galopin.engine.exchange.Interventions;
import io.galopin.engine.exchange.Recorder;
import io.galopin.engine.exchange.ReplyWatcher;
import io.galopin.engine.exchange.RequestWatcher;
import io.galopin.engine.exchange.Watcher;
import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.loop.Pulse;
import io.galopin.engine.rule.ToxicSteps;
import io.galopin.engine.socket.Farewell;
import io.galopin.engine.socket.ProxyMeter;
import io.galopin.engine.socket.Side;
import io.galopin.engine.toxic.ToxicChain;
import io.galopin.engine.trouble.PluginFailure;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One accepted client with its own socket to the backend. Both sockets live on one event loop, on
 * which all of this happens. What is here wires the parts; none of them knows this class.
 *
 * <p>What is read from one {@link Side} goes through a {@link Link} and the toxics of its {@link
 * Way} to the other. {@link SocketEvents} hears what the sockets tell, {@link Opening} finds the
 * backend, {@link Flow} gets bytes on, {@link Ending} ends it; where it is between these, the
 * {@link Lifecycle} knows.
 */
public final class Connection implements Controls, Exchanges.Client, Link.Owner, Pulse.Work {

  private final ConnectionOwner owner;
  private final ConnectionSpec spec;
  private final ConnectionFacts facts;
  private final Lifecycle life = new Lifecycle();
  private final Channel accepted;
  private final Recorder recorder;
  private final Guard guard;
  private final Side client;
  private final Side backend;
  private final Exchanges exchanges;
  private final GuardedSession session;
  private final Answers answers;
  private final Interventions interventions;
  private final Opening opening;
  private final Way requests;
  private final Way replies;
  private final Flow flow;
  private final LinkToxics toxics;
  private final Ending ending;
  private final @Nullable IdleWatch idle;
  private final boolean optional;
  private boolean watching;

  /** Whether a request is just being written. */
  private boolean writing;

  /**
   * A connection for an accepted client; {@link #start} begins it.
   *
   * @param gone is told when it has ended and nothing of it is left
   */
  public Connection(
      ConnectionOwner owner, long ordinal, Channel accepted, Consumer<Connection> gone) {
    this.owner = owner;
    this.accepted = accepted;
    spec = owner.spec();
    facts = owner.facts(ordinal, accepted);
    EventLoop loop = facts.loop();
    HeldMemory memory = facts.memory();
    ProxyMeter meter = owner.meter();
    recorder = owner.recorder(ordinal, meter);
    guard = new Guard(owner.pulse(loop), this, recorder, spec.protocolName(), this::reset);
    Pulse.Work outer = guard.enter();
    client = new Side(meter, Direction.DOWNSTREAM, memory);
    backend = new Side(meter, Direction.UPSTREAM, memory);
    ToxicSteps steps = new ToxicSteps();
    ToxicChain toBackend =
        new ToxicChain(facts, recorder, steps, this, Direction.UPSTREAM, backend);
    ToxicChain toClient =
        new ToxicChain(facts, recorder, steps, this, Direction.DOWNSTREAM, client);
    HoldQueue requestHolds = new HoldQueue(loop, guard::run, memory, this::relieved);
    HoldQueue replyHolds = new HoldQueue(loop, guard::run, memory, this::relieved);
    BehaviorStates states = new BehaviorStates();
    exchanges =
        new Exchanges(
            facts, meter, owner::exchange, states, this::session, spec.upstream().toString(), this);
    session = GuardedSession.open(spec.protocol(), spec.protocolName(), exchanges, recorder);
    optional = session.optional();
    watching = !optional;
    answers = new Answers(this, recorder, session, toClient, accepted.alloc());
    interventions =
        new Interventions(facts, owner, this, states, session, exchanges, answers, recorder);
    opening =
        new Opening(
            owner, spec, facts, life, recorder, meter, backend, this::alone, this::relieved, this);
    Desk desk = new Desk(session, exchanges, answers, interventions, recorder, this);
    Watcher asked =
        new RequestWatcher(desk, toBackend, requestHolds, opening::trouble, this::whenSent);
    Watcher answered = new ReplyWatcher(desk, toClient, replyHolds);
    requests =
        new Way(
            new Link(this, facts, client, backend, toBackend, asked, requestHolds),
            requestHolds,
            toBackend);
    replies =
        new Way(
            new Link(this, facts, backend, client, toClient, answered, replyHolds),
            replyHolds,
            toClient);
    flow = new Flow(facts, life, client, backend, requests, replies);
    toxics = new LinkToxics(owner, life, facts, steps, toBackend, toClient, this);
    ending =
        new Ending(
            life,
            client,
            backend,
            requests,
            replies,
            toxics,
            opening.uplink(),
            this::letGo,
            () -> {
              meter.closed();
              gone.accept(this);
            });
    idle =
        spec.idleTimeout()
            .map(timeout -> new IdleWatch(loop, timeout, this::isHeldBack, this::closeIdle))
            .orElse(null);
    SocketEvents events =
        new SocketEvents(
            facts,
            life,
            meter,
            client,
            backend,
            requests,
            replies,
            flow,
            toxics,
            interventions,
            ending,
            guard,
            idle);
    client.tell(events);
    backend.tell(events);
    meter.opened();
    client.attach(accepted);
    toxics.update();
    guard.leave(outer);
  }

  private GuardedSession session() {
    return session;
  }

  /** Begins to connect to the backend. */
  public void start() {
    if (!session.usable()) {
      reset();
      return;
    }
    if (idle != null) {
      idle.start();
    }
    opening.start(accepted);
  }

  private boolean isHeldBack() {
    return interventions.holdBack() || flow.holdsBack();
  }

  private void closeIdle() {
    recorder.network(Direction.UPSTREAM, null, "closed: nothing moved for the idle timeout");
    closeOrderly();
  }

  /** There is no backend, and there will be none. */
  private void alone(Trouble reason) {
    ActiveExchange waiting = exchanges.atBackend();
    recorder.network(Direction.UPSTREAM, waiting, reason.reason());
    backend.deafen();
    if (!life.isLive()) {
      ending.endIfGone();
    } else if (!session.rendersTrouble()) {
      closeOrderly();
    } else if (waiting != null) {
      answers.tell(waiting, reason, exchanges);
    }
  }

  /** The last bytes of the request are on their way to the socket. */
  private void whenSent(ActiveExchange exchange) {
    writing = true;
    backend.whenWritten(() -> sent(exchange));
    // Now, so that what is decided then holds for the requests behind it; they wait for it.
    backend.flush();
    writing = false;
  }

  private void sent(ActiveExchange exchange) {
    guard(() -> interventions.between(exchange));
    if (!writing) {
      facts.loop().execute(() -> guard(this::relieved));
    }
  }

  private void letGo() {
    interventions.close();
    if (idle != null) {
      idle.stop();
    }
    exchanges.close();
    session.close();
  }

  /** The rules of the proxy have changed. */
  public void rulesChanged() {
    interventions.rulesChanged();
  }

  /** The toxics of the proxy have changed. */
  public void toxicsChanged() {
    toxics.update();
  }

  /** Closes both sides at once. May be called again to hurry an orderly close. */
  public void drop() {
    ending.drop();
  }

  public EventLoop loop() {
    return facts.loop();
  }

  // What links need.

  /**
   * Where the protocol allows it, bytes pass unseen without rules: on a connection that has been
   * watched, once nothing of what was seen is left.
   */
  @Override
  public boolean watching() {
    if (optional) {
      watching = !owner.rules().isEmpty() || (watching && !isAtRest());
    }
    return watching;
  }

  private boolean isAtRest() {
    return exchanges.atRest() && flow.isAtRest() && !interventions.holdBack();
  }

  @Override
  public void beat() {
    guard.beat();
  }

  @Override
  public void endOf(Link link) {
    boolean ofRequests = link == requests.link();
    if (interventions.hung() && !ofRequests) {
      return;
    }
    link.endOutput();
    if (ofRequests ? life.requestsEnded() : life.repliesEnded()) {
      closeOrderly();
    }
  }

  // What may be done to it.

  @Override
  public void closeOrderly() {
    ending.end(Farewell.How.CLOSE);
  }

  @Override
  public void resetOrderly() {
    ending.end(Farewell.How.RESET);
  }

  @Override
  public void closeSides() {
    ending.leave(Farewell.How.CLOSE);
  }

  @Override
  public void reset() {
    ending.reset();
  }

  @Override
  public void stopRequests() {
    requests.link().discard();
    requests.holds().clear();
    if (client.isInputEnded()) {
      // The end of the direction was among what waited.
      requests.link().end();
    }
  }

  @Override
  public void ignoreRequests() {
    requests.link().discard();
  }

  @Override
  public void stopReplies() {
    replies.link().discard();
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
  public void flush() {
    flow.flush();
  }

  @Override
  public void relieved() {
    flow.relieved();
  }

  @Override
  public boolean clientTakes() {
    return flow.clientTakes();
  }

  @Override
  public void guard(Runnable action) {
    guard.run(action);
  }

  @Override
  public void queue(ActiveExchange exchange, Rendering rendering) {
    answers.queue(exchange, rendering, replies.holds());
  }

  // For those who look from outside.

  @Override
  public String place() {
    return facts.place();
  }

  @Override
  public @Nullable PluginFailure blocked(long millis, StackTraceElement[] stack) {
    return Culprit.of(millis, stack, spec.protocolName(), owner);
  }

  @Override
  public void slow(PluginFailure failure) {
    recorder.slow(failure);
  }

  @Override
  public void hung(PluginFailure failure, String then) {
    recorder.hung(failure, then);
  }
}
