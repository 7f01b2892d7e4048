package io.galopin.embed;

import io.galopin.client.TrafficListener;
import io.galopin.client.Undo;
import io.galopin.engine.trace.ExchangeListeners;
import io.galopin.engine.trace.FinishedExchange;
import io.galopin.engine.trace.FinishedExchange.How;
import io.galopin.engine.trace.Subscription;

/** Tells of the exchanges of one proxy, in the client's terms. */
final class Listened {

  private Listened() {}

  /** Tells until undone. */
  static Undo to(ExchangeListeners all, String proxy, TrafficListener listener) {
    Subscription subscription =
        all.listen(
            exchange -> {
              if (exchange.proxy().equals(proxy)) {
                tell(exchange, listener);
              }
            });
    return Undo.with(subscription::close);
  }

  private static void tell(FinishedExchange exchange, TrafficListener listener) {
    How how = exchange.how();
    listener.ended(
        how == How.NO_REPLY_EXPECTED ? -1 : exchange.times().total(),
        exchange.error() || how == How.UNANSWERED || how == How.CUT);
  }
}
