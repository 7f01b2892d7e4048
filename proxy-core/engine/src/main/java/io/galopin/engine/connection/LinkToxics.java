package io.galopin.engine.connection;

import io.galopin.api.Direction;
import io.galopin.engine.exchange.ConnectionFacts;
import io.galopin.engine.exchange.Controls;
import io.galopin.engine.exchange.NewConnection;
import io.galopin.engine.exchange.Recorder;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.rule.ToxicSteps;
import io.galopin.engine.socket.Sink;
import io.galopin.engine.toxic.ActiveToxics;
import io.galopin.engine.toxic.ToxicChain;
import java.util.List;
import java.util.function.Predicate;

/**
 * Applies the toxics of a proxy to the links of a connection. Used only on the connection's event
 * loop.
 */
final class LinkToxics {

  private final ConnectionOwner owner;
  private final Lifecycle life;
  private final ActiveToxics active;
  private final ToxicChain toBackend;
  private final ToxicChain toClient;
  private final Controls controls;
  private List<ToxicSpec> known = List.of();

  /**
   * Has no toxics until {@link #update}.
   *
   * @param client receives the bytes for the client
   * @param backend receives the bytes for the backend
   */
  LinkToxics(
      ConnectionOwner owner, NewConnection connection, Lifecycle life, Sink client, Sink backend) {
    ConnectionFacts facts = connection.facts();
    Recorder recorder = connection.recorder();
    ToxicSteps steps = new ToxicSteps();
    this.owner = owner;
    this.life = life;
    this.controls = connection.controls();
    this.toBackend = new ToxicChain(facts, recorder, steps, controls, Direction.UPSTREAM, backend);
    this.toClient = new ToxicChain(facts, recorder, steps, controls, Direction.DOWNSTREAM, client);
    this.active = new ActiveToxics(facts, steps, () -> controls.guard(this::update));
  }

  /** Returns the toxics on the link to the backend. */
  ToxicChain toBackend() {
    return toBackend;
  }

  /** Returns the toxics on the link to the client. */
  ToxicChain toClient() {
    return toClient;
  }

  /** Lets bytes pass all toxics by, or no longer: see {@link ToxicChain#aside}. */
  void aside(boolean pass) {
    toBackend.aside(pass);
    toClient.aside(pass);
  }

  /** Whether the proxy's toxics have changed since. */
  boolean areOld() {
    return owner.toxics() != known;
  }

  /** Called when the toxics of the proxy have changed, or time has opened or closed one. */
  void update() {
    known = owner.toxics();
    if (life.isClosing()) {
      return;
    }
    List<ToxicSpec> open = active.open(known);
    toBackend.become(on(Direction.UPSTREAM, open));
    if (!life.isClosing()) {
      toClient.become(on(Direction.DOWNSTREAM, open));
      controls.relieved();
    }
  }

  private static List<ToxicSpec> on(Direction direction, List<ToxicSpec> toxics) {
    return toxics.isEmpty()
        ? toxics
        : toxics.stream().filter(toxic -> toxic.direction() == direction).toList();
  }

  /** Whether one of these toxics is at work here. */
  boolean use(Predicate<Object> instances) {
    return toBackend.uses(instances) || toClient.uses(instances);
  }

  /** Called when the connection ends; bytes that wait at toxics are discarded. */
  void close() {
    active.close();
    toBackend.abandon();
    toClient.abandon();
  }
}
