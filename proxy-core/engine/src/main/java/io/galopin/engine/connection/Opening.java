package io.galopin.engine.connection;

import io.galopin.api.Direction;
import io.galopin.api.Trouble;
import io.galopin.engine.exchange.ConnectionFacts;
import io.galopin.engine.exchange.Controls;
import io.galopin.engine.exchange.Dialing;
import io.galopin.engine.exchange.NewConnection;
import io.galopin.engine.exchange.Recorder;
import io.galopin.engine.loop.Hop;
import io.galopin.engine.socket.ProxyMeter;
import io.galopin.engine.socket.Side;
import io.netty.channel.Channel;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens a connection: connects to the backend, and handles a missing backend. Used only on the
 * connection's event loop.
 */
final class Opening implements Dialing {

  private final ConnectionOwner owner;
  private final ConnectionFacts facts;
  private final Lifecycle life;
  private final Recorder recorder;
  private final ProxyMeter meter;
  private final Side backend;
  private final Hop hop;
  private final Uplink uplink;
  private final Consumer<@Nullable String> reached;
  private final Consumer<Trouble> alone;
  private final Controls controls;
  private final NewConnection connection;
  private @Nullable List<String> offered;
  private @Nullable Channel socket;

  /**
   * Not started yet.
   *
   * @param reached called when there is a backend, with the application protocol that it chose;
   *     null if none
   * @param alone called when there will be no backend
   */
  Opening(
      ConnectionOwner owner,
      NewConnection connection,
      Lifecycle life,
      Side backend,
      Consumer<@Nullable String> reached,
      Consumer<Trouble> alone) {
    this.owner = owner;
    this.connection = connection;
    this.facts = connection.facts();
    this.life = life;
    this.recorder = connection.recorder();
    this.meter = connection.meter();
    this.backend = backend;
    this.reached = reached;
    this.alone = alone;
    this.controls = connection.controls();
    this.hop = new Hop(owner, facts.proxy(), names -> facts.loop().execute(() -> circled(names)));
    this.uplink =
        new Uplink(
            owner,
            facts.loop(),
            connection.spec(),
            hop,
            this::connected,
            reason -> controls.guard(() -> notConnected(reason)));
  }

  /** Returns the connection's uplink to the backend. */
  Uplink uplink() {
    return uplink;
  }

  /** Starts to watch whether the client's bytes have passed this proxy before. */
  void accepted(Channel accepted) {
    owner.ownDials().accepted(accepted, hop);
  }

  /** Sets the application protocols to offer a backend that speaks TLS, best first. */
  void offer(List<String> alpn) {
    offered = alpn;
  }

  @Override
  public void dial() {
    if (life.connecting()) {
      uplink.start(offered == null ? ClientTls.spoken(connection) : offered);
    }
  }

  /**
   * Called when the client is a socket of this engine and its bytes have passed this proxy before.
   */
  private void circled(String names) {
    if (!life.isClosing()) {
      String reason = "refused: the proxies lead in a circle, " + names;
      recorder.network(Direction.UPSTREAM, null, reason);
      owner.circled(facts.now(), reason);
      controls.reset();
    }
  }

  private void connected(Channel to) {
    if (life.connected()) {
      String chosen = uplink.chosenProtocol(to);
      socket = to;
      backend.attach(to);
      controls.guard(() -> reached.accept(chosen));
      controls.relieved();
    } else {
      to.close();
    }
  }

  /**
   * Begins TLS with the backend in the middle of the conversation, if it is to speak TLS and there
   * is one.
   */
  void secure() {
    Channel to = socket;
    if (to != null && life.isLive() && !life.isAlone()) {
      List<String> alpn = offered == null ? ClientTls.spoken(connection) : offered;
      uplink.secure(to, backend, alpn, this::secured, reason -> controls.guard(() -> lost(reason)));
    }
  }

  private void secured(Channel to) {
    String chosen = uplink.chosenProtocol(to);
    controls.guard(() -> reached.accept(chosen));
    controls.relieved();
  }

  private void lost(Trouble reason) {
    if (life.lost()) {
      uplink.lost(reason);
      meter.notConnected();
      alone.accept(reason);
      controls.relieved();
    }
  }

  private void notConnected(Trouble reason) {
    if (life.notConnected()) {
      meter.notConnected();
      alone.accept(reason);
      controls.relieved();
    }
  }

  /** Tells the client that there is no backend, which was put off. */
  void aloneNow(Trouble reason) {
    alone.accept(reason);
  }

  @Override
  public @Nullable Trouble trouble() {
    return uplink.trouble();
  }
}
