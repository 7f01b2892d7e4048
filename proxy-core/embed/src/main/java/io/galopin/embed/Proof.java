package io.galopin.embed;

import java.util.List;

/**
 * Tells for each configured rule and toxic whether it fired, even if it was removed since. A test
 * that is green because nothing was injected proves nothing. Thread-safe.
 */
public final class Proof {

  private final Galopin galopin;
  private final long from;
  private final long to;

  /** Covers the numbers from {@code from} up to, but not including, {@code to}. */
  Proof(Galopin galopin, long from, long to) {
    this.galopin = galopin;
    this.from = from;
    this.to = to;
  }

  /**
   * Returns the rules and toxics that have not fired, each as a sentence with the reason: no
   * traffic, no match and what differed in the nearest exchange, or chance and its probability.
   */
  public List<String> unfired() {
    return galopin.unfired(from, to);
  }

  /** Throws an {@link AssertionError} with the sentences of {@link #unfired}, if there are any. */
  public void verify() {
    List<String> unfired = unfired();
    if (!unfired.isEmpty()) {
      throw new AssertionError(
          "a rule or toxic never fired:"
              + System.lineSeparator()
              + String.join(System.lineSeparator(), unfired));
    }
  }
}
