package io.galopin.engine.connection;

import io.galopin.api.Direction;
import io.galopin.engine.exchange.ConnectionFacts;
import io.galopin.engine.exchange.Controls;
import io.galopin.engine.exchange.Recorder;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.rule.ToxicSteps;
import io.galopin.engine.socket.Sink;
import io.galopin.engine.toxic.ActiveToxics;
import io.galopin.engine.toxic.ToxicChain;
import java.util.List;

/**
 * Has the links of a connection have the toxics of its proxy that act on it. Used on the
 * connection's event loop only.
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
   * Without any, until {@link #update}.
   *
   * @param client takes what goes to the client
   * @param backend takes what goes to the backend
   */
  LinkToxics(
      ConnectionOwner owner,
      Lifecycle life,
      ConnectionFacts facts,
      Recorder recorder,
      Controls controls,
      Sink client,
      Sink backend) {
    ToxicSteps steps = new ToxicSteps();
    this.owner = owner;
    this.life = life;
    this.toBackend = new ToxicChain(facts, recorder, steps, controls, Direction.UPSTREAM, backend);
    this.toClient = new ToxicChain(facts, recorder, steps, controls, Direction.DOWNSTREAM, client);
    this.controls = controls;
    this.active = new ActiveToxics(facts, steps, () -> controls.guard(this::update));
  }

  /** Through which all goes to the backend. */
  ToxicChain toBackend() {
    return toBackend;
  }

  /** Through which all goes to the client. */
  ToxicChain toClient() {
    return toClient;
  }

  /** Whether the proxy has others by now. */
  boolean areOld() {
    return owner.toxics() != known;
  }

  /** The toxics of the proxy have changed, or time has opened or closed one. */
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
    return toxics.stream().filter(toxic -> toxic.direction() == direction).toList();
  }

  /** The connection ends: what waits at them is gone. */
  void close() {
    active.close();
    toBackend.abandon();
    toClient.abandon();
  }
}
