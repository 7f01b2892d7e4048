package io.galopin.engine.trace;

/** Is told of exchanges that are over. */
@FunctionalInterface
public interface ExchangeListener {

  /**
   * Called once for each exchange that is over, on the event loop of its connection: by several
   * threads at once if there are several loops. Must return at once.
   */
  void finished(FinishedExchange exchange);
}
