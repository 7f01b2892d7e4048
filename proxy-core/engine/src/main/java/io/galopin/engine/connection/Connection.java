package io.galopin.engine.connection;

import io.galopin.api.Direction;
import io.galopin.api.Trouble;
import io.galopin.engine.exchange.ConnectionFacts;
import io.galopin.engine.exchange.ConnectionSpec;
import io.galopin.engine.exchange.Desk;
import io.galopin.engine.exchange.Recorder;
import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.loop.Pulse;
import io.galopin.engine.socket.ProxyMeter;
import io.galopin.engine.socket.Side;
import io.galopin.engine.toxic.ToxicChain;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One accepted client with its own socket to the backend. Both sockets live on one event loop, on
 * which all of this happens. What is here wires the parts; none of them knows this class.
 *
 * <p>What is read from one {@link Side} goes through a {@link Link} and the toxics of its {@link
 * Way} to the other. {@link SocketEvents} hears what the sockets tell, {@link Opening} finds the
 * backend, {@link Flow} gets bytes on, {@link Ending} ends it; where it is between these, the
 * {@link Lifecycle} knows. What the parts may do to all of it are {@link WiredControls}.
 */
public final class Connection {

  private final ConnectionFacts facts;
  private final Channel accepted;
  private final Recorder recorder;
  private final Guard guard;
  private final Lifecycle life = new Lifecycle();
  private final WiredControls controls = new WiredControls();
  private final LinkToxics toxics;
  private final Desk desk;
  private final Opening opening;
  private final Wires wires;
  private final Flow flow;
  private final Ending ending;
  private final @Nullable IdleWatch idle;

  /**
   * A connection for an accepted client; {@link #start} begins it.
   *
   * @param gone is told when it has ended and nothing of it is left
   */
  public Connection(
      ConnectionOwner owner, long ordinal, Channel accepted, Consumer<Connection> gone) {
    ConnectionSpec spec = owner.spec();
    ProxyMeter meter = owner.meter();
    this.accepted = accepted;
    facts = owner.facts(ordinal, accepted);
    recorder = owner.recorder(ordinal, meter);
    guard = Guard.of(owner, facts, recorder, spec.protocolName(), controls);
    Pulse.Work outer = guard.enter();
    Side client = new Side(meter, Direction.DOWNSTREAM, facts.memory());
    Side backend = new Side(meter, Direction.UPSTREAM, facts.memory());
    toxics = new LinkToxics(owner, life, facts, recorder, controls, client, backend);
    ToxicChain toClient = toxics.toClient();
    HoldQueue held = holds();
    desk =
        Desk.open(facts, spec, owner, meter, recorder, controls, toClient, held, accepted.alloc());
    Attention attention = new Attention(owner, desk.session().optional(), this::isAtRest);
    opening =
        new Opening(owner, spec, facts, life, recorder, meter, backend, this::alone, controls);
    WayMaker ways = new WayMaker(facts, guard, controls, attention, toxics, desk);
    wires =
        new Wires(
            client,
            backend,
            ways.requests(client, backend, holds(), opening, this::requestsPassed),
            ways.replies(client, backend, held, this::repliesPassed));
    flow = new Flow(facts, life, wires);
    ending =
        new Ending(
            life, meter, wires, toxics, opening.uplink(), this::letGo, () -> gone.accept(this));
    controls.wire(wires, flow, ending, guard);
    idle = spec.idleTimeout().map(this::idleWatch).orElse(null);
    listen(meter);
    guard.leave(outer);
  }

  private HoldQueue holds() {
    return new HoldQueue(facts.loop(), guard, facts.memory(), controls::relieved);
  }

  private IdleWatch idleWatch(Duration timeout) {
    return new IdleWatch(
        facts.loop(),
        timeout,
        () -> desk.interventions().holdBack() || flow.holdsBack(),
        this::closeIdle);
  }

  private void listen(ProxyMeter meter) {
    SocketEvents events =
        new SocketEvents(
            facts, life, meter, wires, flow, toxics, desk.interventions(), ending, guard, idle);
    wires.client().tell(events);
    wires.backend().tell(events);
    meter.opened();
    wires.client().attach(accepted);
    toxics.update();
  }

  /** Begins to connect to the backend. */
  public void start() {
    if (!desk.session().usable()) {
      ending.reset();
      return;
    }
    if (idle != null) {
      idle.start();
    }
    opening.start(accepted);
  }

  private boolean isAtRest() {
    return desk.exchanges().atRest() && flow.isAtRest() && !desk.interventions().holdBack();
  }

  private void closeIdle() {
    recorder.network(Direction.UPSTREAM, null, "closed: nothing moved for the idle timeout");
    controls.closeOrderly();
  }

  /** There is no backend, and there will be none. */
  private void alone(Trouble reason) {
    recorder.network(Direction.UPSTREAM, desk.exchanges().atBackend(), reason.reason());
    wires.backend().deafen();
    if (life.isLive()) {
      desk.tell(reason);
      ending.endIfSilent();
    } else {
      ending.endIfGone();
    }
  }

  private void requestsPassed() {
    ending.requestsPassed();
  }

  private void repliesPassed() {
    ending.repliesPassed(desk.interventions());
  }

  private void letGo() {
    desk.close();
    if (idle != null) {
      idle.stop();
    }
  }

  /** The rules of the proxy have changed. */
  public void rulesChanged() {
    desk.interventions().rulesChanged();
  }

  /** The toxics of the proxy have changed. */
  public void toxicsChanged() {
    toxics.update();
  }

  /** Closes both sides so that what was written to the sockets arrives. */
  public void closeSides() {
    controls.closeSides();
  }

  /** Closes both sides at once. May be called again to hurry an orderly close. */
  public void drop() {
    ending.drop();
  }

  public EventLoop loop() {
    return facts.loop();
  }

  /** Runs what calls a plugin: what it throws ends this connection and no other. */
  public void guard(Runnable action) {
    guard.run(action);
  }
}
