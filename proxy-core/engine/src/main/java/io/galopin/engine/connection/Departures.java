package io.galopin.engine.connection;

import io.galopin.engine.exchange.ActiveExchange;
import io.galopin.engine.exchange.Controls;
import io.galopin.engine.exchange.Interventions;
import io.galopin.engine.socket.Side;
import io.netty.channel.EventLoop;

/**
 * Has behaviors asked when the last bytes of their request have been given to the platform. Used on
 * the connection's event loop only.
 */
final class Departures {

  private final EventLoop loop;
  private final Controls controls;
  private final Interventions interventions;
  private final Side backend;

  /** Whether a request is just being written. */
  private boolean writing;

  Departures(EventLoop loop, Controls controls, Interventions interventions, Side backend) {
    this.loop = loop;
    this.controls = controls;
    this.interventions = interventions;
    this.backend = backend;
  }

  /** The last bytes of the request are on their way to the socket. */
  void leaves(ActiveExchange exchange) {
    writing = true;
    backend.whenWritten(() -> sent(exchange));
    // Now, so that what is decided then holds for the requests behind it; they wait for it.
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
