package io.galopin.engine.connection;

import io.galopin.engine.exchange.ActiveExchange;
import io.galopin.engine.exchange.Controls;
import io.galopin.engine.exchange.Interventions;
import io.galopin.engine.socket.Side;
import io.netty.channel.EventLoop;

/**
 * Asks behaviors when the last bytes of their request have been flushed to the platform. Used only
 * on the connection's event loop.
 */
final class Departures {

  private final EventLoop loop;
  private final Controls controls;
  private final Interventions interventions;
  private final Side backend;

  /** Whether a request is being written. */
  private boolean writing;

  Departures(EventLoop loop, Controls controls, Interventions interventions, Side backend) {
    this.loop = loop;
    this.controls = controls;
    this.interventions = interventions;
    this.backend = backend;
  }

  /** Called when the last bytes of the request go to the socket. */
  void leaves(ActiveExchange exchange) {
    writing = true;
    backend.whenWritten(() -> sent(exchange));
    // Flush now: later requests wait for the decision and it must apply to them.
    backend.flush();
    writing = false;
  }

  private void sent(ActiveExchange exchange) {
    controls.guard(() -> interventions.between(exchange));
    if (!writing) {
      loop.execute(() -> controls.guard(controls::relieved));
    }
  }
}
