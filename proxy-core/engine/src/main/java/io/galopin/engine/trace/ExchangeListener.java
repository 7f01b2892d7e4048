package io.galopin.engine.trace;

/** Is told of exchanges that are over. */
@FunctionalInterface
public interface ExchangeListener {

  /**
   * Called once for each exchange that is over, on the event loop of its connection: by several
   * threads at once if there are several loops. All connections of the loop wait meanwhile, so it
   * must not block. What it throws, errors included, is logged once; it is told of later exchanges.
   */
  void finished(FinishedExchange exchange);
}
