package io.galopin.engine;

import io.galopin.api.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * When a behavior acts. A rule is asked once for each exchange, on the exchange's event loop, from
 * several event loops at once.
 */
public interface Rule {

  /** Its name among the rules of a proxy: what its draws are keyed by. */
  String name();

  /**
   * The behavior that is to act on this exchange.
   *
   * @param number this rule's draw for this exchange, from 0 (inclusive) to 1 (exclusive)
   * @return null if this rule lets the exchange pass
   */
  @Nullable Choice choose(Exchange exchange, double number);

  /** Whether {@code choice} is among those that this rule can make. */
  boolean offers(Choice choice);

  /** As a user would write it: {@code 20:delay}. */
  @Override
  String toString();
}
