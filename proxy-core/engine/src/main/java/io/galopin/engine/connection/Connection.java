package io.galopin.engine.connection;

import io.galopin.api.Direction;
import io.galopin.api.Trouble;
import io.galopin.engine.exchange.Admission;
import io.galopin.engine.exchange.ConnectionFacts;
import io.galopin.engine.exchange.ConnectionSpec;
import io.galopin.engine.exchange.Desk;
import io.galopin.engine.exchange.NewConnection;
import io.galopin.engine.exchange.Recorder;
import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.loop.Pulse;
import io.galopin.engine.socket.ProxyMeter;
import io.galopin.engine.socket.Side;
import io.galopin.engine.socket.Sink;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One accepted client with its own socket to the backend. Both sockets live on one event loop, on
 * which everything happens. This class wires the parts; none of them knows this class.
 *
 * <p>Bytes that are read from one {@link Side} go through a {@link Link} and the toxics of its
 * {@link Way} to the other. {@link SocketEvents} handles socket events, {@link Opening} connects to
 * the backend, {@link Flow} moves bytes, and {@link Ending} ends the connection. {@link Lifecycle}
 * holds its state. The parts control the whole connection through {@link WiredControls}.
 */
public final class Connection {

  private final ConnectionSpec spec;
  private final ConnectionFacts facts;
  private final Channel accepted;
  private final Guard guard;
  private final Lifecycle life = new Lifecycle();
  private final WiredControls controls = new WiredControls();
  private final LinkToxics toxics;
  private final Desk desk;
  private final Beginning beginning;
  private final Wires wires;
  private final Flow flow;
  private final Ending ending;

  /**
   * Creates a connection for an accepted client; {@link #start} starts it.
   *
   * @param gone called when it has ended and nothing of it is left
   */
  public Connection(
      ConnectionOwner owner, long ordinal, Channel accepted, Consumer<Connection> gone) {
    spec = owner.spec();
    ProxyMeter meter = owner.meter();
    this.accepted = accepted;
    facts = owner.facts(ordinal, accepted);
    Recorder recorder = owner.recorder(ordinal, meter);
    NewConnection parts = new NewConnection(spec, facts, meter, recorder, controls);
    guard = Guard.of(owner, facts, recorder, spec.protocolName(), controls);
    Pulse.Work outer = guard.enter();
    Side client = new Side(meter, Direction.DOWNSTREAM, facts.memory());
    Side backend = new Side(meter, Direction.UPSTREAM, facts.memory());
    Entrance tls = Entrance.of(parts, accepted, life, client, backend);
    Sink toClient = tls == null ? client : tls.toClient();
    Sink toBackend = tls == null ? backend : tls.toBackend();
    toxics = new LinkToxics(owner, parts, life, toClient, toBackend);
    Path requests = new Path(client, holds(), toxics.toBackend(), backend);
    Path replies = new Path(backend, holds(), toxics.toClient(), client);
    desk = Desk.open(parts, owner, replies.toxics(), replies.holds(), accepted.alloc());
    boolean optional = desk.session().optional();
    Attention attention = new Attention(owner, optional, desk.tracer()::isOn, this::isAtRest);
    Opening opening = new Opening(owner, parts, life, backend, this::connected, this::alone);
    Admission admission = new Admission(desk, requests.toxics(), requests.holds(), opening);
    WayMaker ways = new WayMaker(facts, guard, controls, attention, desk);
    wires =
        new Wires(
            client,
            backend,
            ways.requests(requests, admission, this::requestsPassed),
            ways.replies(replies, admission, this::repliesPassed));
    flow = new Flow(facts, life, wires);
    Runnable over = desk.gone(() -> gone.accept(this));
    ending = new Ending(life, meter, wires, toxics, opening.uplink(), this::letGo, over);
    Wiring wiring = new Wiring(wires, flow, ending, guard);
    controls.wire(wiring, accepted);
    IdleWatch idle = IdleWatch.of(parts, () -> desk.interventions().holdBack() || flow.holdsBack());
    beginning = new Beginning(life, desk, admission, opening, wiring, tls, idle);
    if (tls != null) {
      tls.wire(desk, admission, opening, wiring, toxics);
    }
    Upgrade.await(parts, accepted, life, desk, opening, wiring, tls);
    listen(meter, new SocketEvents(facts, life, wiring, toxics, desk.interventions(), meter, idle));
    guard.leave(outer);
  }

  private HoldQueue holds() {
    return new HoldQueue(facts.loop(), guard, facts.memory(), controls::relieved);
  }

  private void listen(ProxyMeter meter, SocketEvents events) {
    wires.client().tell(events);
    wires.backend().tell(events);
    meter.opened();
    wires.client().attach(accepted);
    toxics.update();
  }

  /** Starts to connect to the backend, or decides first about its greeting. */
  public void start() {
    beginning.start(accepted);
  }

  private boolean isAtRest() {
    return desk.exchanges().atRest() && flow.isAtRest() && !desk.interventions().holdBack();
  }

  private void connected(@Nullable String chosen) {
    beginning.connected(chosen);
  }

  private void alone(Trouble reason) {
    beginning.alone(reason);
  }

  private void requestsPassed() {
    ending.requestsPassed();
  }

  private void repliesPassed() {
    ending.repliesPassed(desk.interventions());
  }

  private void letGo() {
    beginning.over();
  }

  /** Called when the rules of the proxy have changed. */
  public void rulesChanged() {
    desk.interventions().rulesChanged();
  }

  /**
   * Called when the proxy has got other versions of its plugins. What has begun ends with those
   * that it began with.
   */
  public void pluginsChanged() {
    desk.pluginsChanged();
  }

  /** Whether something that is not over uses one of these protocols, behaviors and toxics. */
  public boolean uses(Predicate<Object> instances) {
    return spec.stack().stream().anyMatch(made -> instances.test(made.instance()))
        || toxics.use(instances)
        || desk.uses(instances);
  }

  /** Called when the toxics of the proxy have changed. */
  public void toxicsChanged() {
    toxics.update();
  }

  /** Closes both sides so that bytes that were written to the sockets arrive. */
  public void closeSides() {
    controls.closeSides();
  }

  /** Closes both sides at once. Can also be called during an orderly close, to speed it up. */
  public void drop() {
    ending.drop();
  }

  public EventLoop loop() {
    return facts.loop();
  }

  /** Runs code that calls a plugin; an exception ends only this connection. */
  public void guard(Runnable action) {
    guard.run(action);
  }
}
