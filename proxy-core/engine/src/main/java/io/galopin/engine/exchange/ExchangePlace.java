package io.galopin.engine.exchange;

import io.galopin.engine.rule.Draws;
import io.galopin.engine.rule.Identities;
import org.jspecify.annotations.Nullable;

/**
 * The place of an exchange, and the draws that belong to it. Once the exchange has an identity, its
 * draws belong to that instead. Used only on the connection's event loop.
 */
final class ExchangePlace {

  private final ConnectionFacts connection;
  private final String layer;
  private final long ordinal;
  private Identities.@Nullable Identity identity;

  /**
   * The place of an exchange without an identity.
   *
   * @param layer whose exchange it is; empty for the protocol above all layers
   */
  ExchangePlace(ConnectionFacts connection, String layer, long ordinal) {
    this.connection = connection;
    this.layer = layer;
    this.ordinal = ordinal;
  }

  /** Returns the ordinal of the connection. */
  long connection() {
    return connection.ordinal();
  }

  /** Returns the layer whose exchange it is; empty if it is of no layer. */
  String layer() {
    return layer;
  }

  /** Returns the ordinal of the exchange; 0 for an opening. */
  long ordinal() {
    return ordinal;
  }

  /** Sets the identity, which follows from what the client sent. */
  void identify(Identities.@Nullable Identity known) {
    identity = known;
  }

  /** Returns the identity as the journal shows it; empty if there is none. */
  String identity() {
    return identity == null ? "" : identity.shown();
  }

  /** Returns a number from 0 (inclusive) to 1 (exclusive) for one purpose. */
  double number(String purpose) {
    return identity == null
        ? connection.draws().number(connection(), purpose, occasion())
        : connection.draws().number(identity.scope(), purpose, identity.occurrence());
  }

  /** Returns {@code count} bytes for one purpose. */
  byte[] bytes(String purpose, int count) {
    return identity == null
        ? connection.draws().bytes(connection(), purpose, occasion(), count)
        : connection.draws().bytes(identity.scope(), purpose, identity.occurrence(), count);
  }

  /** Openings of layers and of the protocol above have draws of their own. */
  private long occasion() {
    return layer.isEmpty() ? ordinal : Draws.word(layer);
  }

  /** Returns six digits that stand for a text which must not be shown. */
  String digest(String text) {
    return connection.draws().digest(text);
  }
}
