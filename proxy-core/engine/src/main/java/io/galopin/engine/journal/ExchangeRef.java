package io.galopin.engine.journal;

/**
 * The exchange that an entry is about.
 *
 * @param ordinal in its connection; 0 if there is none
 * @param request what the protocol says the request was: {@code GET /a}; empty if there was none
 * @param identity by what the exchange is known besides its place; empty if by nothing
 * @param digest tells the request from others with the same text, where that hides or cuts
 *     something; empty if it says all
 */
public record ExchangeRef(long ordinal, String request, String identity, String digest) {

  /** None. */
  public static final ExchangeRef NONE = new ExchangeRef(0, "", "", "");
}
