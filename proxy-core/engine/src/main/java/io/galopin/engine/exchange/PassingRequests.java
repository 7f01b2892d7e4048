package io.galopin.engine.exchange;

import io.galopin.engine.socket.Outlet;
import io.galopin.engine.trace.FinishedExchange;
import java.util.ArrayList;
import java.util.List;

/**
 * The traced requests whose bytes pass unchanged. Several pieces are written at once, after the
 * last of them was cut. Used on only one event loop.
 */
final class PassingRequests {

  private final Outlet backend;
  private final List<ActiveExchange> exchanges = new ArrayList<>(0);

  /**
   * Has no requests.
   *
   * @param backend where they are written
   */
  PassingRequests(Outlet backend) {
    this.backend = backend;
  }

  /** Called when a piece of a request passes that will be written soon. */
  void add(ActiveExchange exchange) {
    if (exchange.trace().isLive()) {
      exchanges.add(exchange);
    }
  }

  /** Called when the pieces have been written. */
  void wrote() {
    if (!exchanges.isEmpty()) {
      List.copyOf(exchanges).forEach(exchange -> gone(exchange, backend));
      exchanges.clear();
    }
  }

  /** Called when a piece of a request was written. */
  static void gone(ActiveExchange exchange, Outlet backend) {
    exchange.trace().requestGone(backend);
    discarded(exchange, backend);
  }

  /** Called when the last piece of a request was handled, whether the backend got it or not. */
  static void discarded(ActiveExchange exchange, Outlet backend) {
    boolean answerFollows = exchange.isInLine() || exchange.request().expectsReply();
    if (!answerFollows && exchange.requestCourse().isComplete()) {
      exchange.trace().ends(FinishedExchange.How.NO_REPLY_EXPECTED, backend);
    }
  }
}
