package io.galopin.engine.journal;

/**
 * The exchange that an entry is about.
 *
 * @param layer whose exchange it is; empty for the protocol above all layers
 * @param ordinal in its connection; 0 for the opening, or if there is none
 * @param request the label of the request: {@code GET /a}; empty if there was none
 * @param identity the identity of the exchange besides its place; empty if it has none
 * @param digest distinguishes the request from others with the same label, if the label hides or
 *     cuts something; empty if it is complete
 */
public record ExchangeRef(
    String layer, long ordinal, String request, String identity, String digest) {

  /** None. */
  public static final ExchangeRef NONE = new ExchangeRef(0, "", "", "");

  /** An exchange of the protocol. */
  public ExchangeRef(long ordinal, String request, String identity, String digest) {
    this("", ordinal, request, identity, digest);
  }
}
