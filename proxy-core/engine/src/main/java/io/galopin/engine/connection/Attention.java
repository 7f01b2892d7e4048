package io.galopin.engine.connection;

import io.galopin.engine.exchange.ExchangeOwner;
import java.util.function.BooleanSupplier;

/**
 * Decides whether a connection's bytes are cut into messages. If the protocol allows it and there
 * are no rules, and nobody listens to its exchanges, bytes pass unwatched. A connection that has
 * been watched switches only when nothing of what was watched is left. Used only on the
 * connection's event loop.
 */
final class Attention {

  private final ExchangeOwner rules;
  private final boolean optional;
  private final BooleanSupplier traced;
  private final BooleanSupplier atRest;
  private boolean watching;

  /**
   * Starts with nothing watched.
   *
   * @param optional whether the protocol allows bytes to pass unwatched
   * @param traced whether somebody listens to exchanges
   * @param atRest whether nothing is left of what was watched
   */
  Attention(ExchangeOwner rules, boolean optional, BooleanSupplier traced, BooleanSupplier atRest) {
    this.rules = rules;
    this.optional = optional;
    this.traced = traced;
    this.atRest = atRest;
    this.watching = !optional;
  }

  /** Called when bytes arrive: decides whether they are watched, and returns that. */
  boolean turn() {
    if (optional) {
      watching =
          !rules.rules().isEmpty() || traced.getAsBoolean() || (watching && !atRest.getAsBoolean());
    }
    return watching;
  }

  /** Whether bytes are cut into messages. */
  boolean watching() {
    return watching;
  }
}
