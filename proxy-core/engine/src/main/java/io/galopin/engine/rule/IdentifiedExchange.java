package io.galopin.engine.rule;

import io.galopin.api.Exchange;

/** An exchange with what a journal knows it by beyond its place. Used on its event loop only. */
public interface IdentifiedExchange extends Exchange {

  /** By what its client sent it is known; empty if by its place alone. */
  String identity();

  /** Tells it from others with the same label; empty if the label says all, or nobody asked. */
  String digest();
}
