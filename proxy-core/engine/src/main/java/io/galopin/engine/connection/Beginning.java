package io.galopin.engine.connection;

import io.galopin.api.Direction;
import io.galopin.api.Trouble;
import io.galopin.engine.exchange.Admission;
import io.galopin.engine.exchange.Desk;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * How a connection begins: what comes before the backend is dialed, and what follows if there is
 * none. Used only on the connection's event loop.
 *
 * @param entrance into TLS at the client's side, if a layer reads the hello
 * @param idle null if it has no idle timeout
 */
record Beginning(
    Lifecycle life,
    Desk desk,
    Admission admission,
    Opening opening,
    Wiring wiring,
    @Nullable Entrance entrance,
    @Nullable IdleWatch idle) {

  /** Starts to connect to the backend, or decides first about a greeting, or about TLS. */
  void start(Channel accepted) {
    if (!desk.session().usable()) {
      wiring.ending().reset();
      return;
    }
    if (idle != null) {
      idle.start();
    }
    opening.accepted(accepted);
    if (entrance != null && !entrance.isLater()) {
      entrance.start();
    } else if (desk.session().isGreeted()) {
      wiring.guard().run(admission::greet);
    } else {
      opening.dial();
    }
  }

  /** Called when the backend is there. */
  void connected(@Nullable String chosen) {
    if (entrance != null) {
      entrance.connected(chosen);
    }
  }

  /** Called when there will be no backend. */
  void alone(Trouble reason) {
    if (entrance != null && entrance.tellsLater(reason)) {
      return;
    }
    desk.recorder().network(Direction.UPSTREAM, desk.exchanges().atBackend(), reason.reason());
    wiring.wires().backend().deafen();
    if (life.isLive()) {
      desk.tell(reason);
      wiring.ending().endIfSilent();
    } else {
      wiring.ending().endIfGone();
    }
  }

  /** Called when the connection ends. */
  void over() {
    desk.close();
    if (idle != null) {
      idle.stop();
    }
    if (entrance != null) {
      entrance.close();
    }
  }
}
