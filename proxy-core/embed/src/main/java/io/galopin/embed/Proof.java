package io.galopin.embed;

import java.util.List;

/**
 * Tells of what is configured whether it did go wrong, also of what has been taken back since. A
 * test that is green because nothing was ever injected proves nothing. Thread-safe.
 */
public final class Proof {

  private final Galopin galopin;
  private final long from;
  private final long to;

  /** Of the faults with the numbers from {@code from} to before {@code to}. */
  Proof(Galopin galopin, long from, long to) {
    this.galopin = galopin;
    this.from = from;
    this.to = to;
  }

  /**
   * The faults that have not fired, each a sentence with the reason: no traffic, no match and what
   * differed in the nearest exchange, or chance and its probability.
   */
  public List<String> unfired() {
    return galopin.unfired(from, to);
  }

  /** Throws an {@link AssertionError} with those sentences, if there are any. */
  public void verify() {
    List<String> unfired = unfired();
    if (!unfired.isEmpty()) {
      throw new AssertionError(
          "a configured fault never fired:"
              + System.lineSeparator()
              + String.join(System.lineSeparator(), unfired));
    }
  }
}
