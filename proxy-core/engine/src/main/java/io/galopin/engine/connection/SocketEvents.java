package io.galopin.engine.connection;

import io.galopin.api.Direction;
import io.galopin.engine.exchange.ConnectionFacts;
import io.galopin.engine.exchange.Interventions;
import io.galopin.engine.loop.Pulse;
import io.galopin.engine.socket.Farewell;
import io.galopin.engine.socket.ProxyMeter;
import io.galopin.engine.socket.Side;
import io.galopin.engine.socket.SideEvents;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles the events of the two sockets of a connection. Used only on the connection's event loop.
 */
final class SocketEvents implements SideEvents {

  private static final Logger log = LoggerFactory.getLogger(SocketEvents.class);

  private final ConnectionFacts facts;
  private final Lifecycle life;
  private final ProxyMeter meter;
  private final Wires wires;
  private final Flow flow;
  private final LinkToxics toxics;
  private final Interventions interventions;
  private final Ending ending;
  private final Guard guard;
  private final @Nullable IdleWatch idle;

  /** Handles the events of both sides. */
  SocketEvents(
      ConnectionFacts facts,
      Lifecycle life,
      Wiring parts,
      LinkToxics toxics,
      Interventions interventions,
      ProxyMeter meter,
      @Nullable IdleWatch idle) {
    this.facts = facts;
    this.life = life;
    this.meter = meter;
    this.wires = parts.wires();
    this.flow = parts.flow();
    this.toxics = toxics;
    this.interventions = interventions;
    this.ending = parts.ending();
    this.guard = parts.guard();
    this.idle = idle;
  }

  @Override
  public void read(Side side, ByteBuf bytes) {
    if (!life.isLive()) {
      bytes.release();
      return;
    }
    Pulse.Work outer = guard.enter();
    try {
      moved();
      meter.received(
          side == wires.client() ? Direction.UPSTREAM : Direction.DOWNSTREAM,
          bytes.readableBytes());
      if (toxics.areOld()) {
        guard.run(toxics::update);
      }
      if (!life.isLive()) {
        bytes.release();
        return;
      }
      if (side == wires.client()) {
        wires.requests().link().read(bytes);
      } else {
        wires.replies().link().read(bytes);
        // The replies may have made room for more wires.requests().
        wires.requests().link().adjustReading();
      }
      flow.otherMoved();
    } catch (Throwable thrown) {
      guard.failed(thrown);
    } finally {
      guard.leave(outer);
    }
  }

  @Override
  public void readComplete(Side side) {
    flow.flush();
  }

  @Override
  public void writabilityChanged(Side side) {
    moved();
    guard.run(flow::adjustReading);
    if (flow.stalled() && side.writable()) {
      // Not within the caller, which may be in the middle of a write.
      facts.loop().execute(() -> guard.run(flow::relieved));
    }
  }

  private void moved() {
    if (idle != null) {
      idle.moved();
    }
  }

  @Override
  public void ended(Side side) {
    boolean given = side == wires.backend() && life.isAlone();
    if (life.isLive() && !given) {
      guard.run(() -> inputEnded(side));
    }
  }

  private void inputEnded(Side side) {
    boolean hung = interventions.hung();
    if (side == wires.client()) {
      if (hung) {
        interventions.clientEnded();
      }
      wires.requests().link().end();
      if (hung && wires.backend().isInputEnded()) {
        wires.replies().link().end();
      }
    } else if (!hung || wires.client().isInputEnded()) {
      wires.replies().link().end();
    }
    // Otherwise the client hangs, and must not see that the backend has gone.
  }

  @Override
  public void broken(Side side, IOException cause) {
    if (!life.isLive()) {
      if (side == wires.client()) {
        ending.clientGone();
      } else {
        // The client must still get its answers.
        wires.backend().deafen();
      }
      return;
    }
    log.debug(
        "{}: {} broke: {}",
        facts.place(),
        side == wires.client() ? "client" : "backend",
        cause.getMessage());
    if (side == wires.client()) {
      ending.reset();
    } else {
      // Earlier bytes from the backend that are held still go first.
      wires.backend().deafen();
      wires.replies().holds().submit(this::resetUnlessHung);
    }
  }

  private void resetUnlessHung() {
    if (!interventions.hung() || wires.client().isInputEnded()) {
      ending.end(Farewell.How.RESET);
    }
  }

  @Override
  public void failed(Throwable cause) {
    guard.failed(cause);
  }

  @Override
  public void deaf(Side side) {
    if (side == wires.backend()) {
      flow.adjustReading();
    } else if (life.isLive()) {
      ending.reset();
    } else {
      ending.clientGone();
    }
  }

  @Override
  public void closed(Side side) {
    ending.socketClosed(side);
  }
}
