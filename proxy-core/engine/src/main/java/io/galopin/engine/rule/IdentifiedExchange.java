package io.galopin.engine.rule;

import io.galopin.api.Exchange;

/** An exchange with its identity in the journal beyond its place. Used only on its event loop. */
public interface IdentifiedExchange extends Exchange {

  /** Returns its identity by what its client sent; empty if only its place identifies it. */
  String identity();

  /**
   * Returns a hash that distinguishes it from others with the same label; empty if the label is
   * complete or was not requested.
   */
  String digest();

  /**
   * Called when a behavior has done something to it, after the journal was told.
   *
   * @param rule the rule's name; empty for a plain mix
   * @param behavior the behavior's name
   * @param what in words
   */
  default void did(String rule, String behavior, String what) {}
}
