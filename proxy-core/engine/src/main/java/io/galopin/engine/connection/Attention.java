package io.galopin.engine.connection;

import io.galopin.engine.exchange.ExchangeOwner;
import java.util.function.BooleanSupplier;

/**
 * Whether a connection's bytes are cut into messages. Where the protocol allows it, they pass
 * unseen without rules: on a connection that has been watched, once nothing of what was seen is
 * left. Used on the connection's event loop only.
 */
final class Attention {

  private final ExchangeOwner rules;
  private final boolean optional;
  private final BooleanSupplier atRest;
  private boolean watching;

  /**
   * Begins with nothing seen.
   *
   * @param optional whether the protocol allows that bytes pass unseen
   * @param atRest whether nothing is left of what was seen
   */
  Attention(ExchangeOwner rules, boolean optional, BooleanSupplier atRest) {
    this.rules = rules;
    this.optional = optional;
    this.atRest = atRest;
    this.watching = !optional;
  }

  /** Something comes: settles whether it is watched. */
  void turn() {
    if (optional) {
      watching = !rules.rules().isEmpty() || (watching && !atRest.getAsBoolean());
    }
  }

  /** Whether what comes is to be cut into messages. */
  boolean watching() {
    return watching;
  }
}
