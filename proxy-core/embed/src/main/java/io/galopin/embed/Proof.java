package io.galopin.embed;

import java.util.List;
import java.util.function.Supplier;

/**
 * Tells for each configured rule and toxic whether it fired, even if it was removed since. A test
 * that is green because nothing was injected proves nothing. Thread-safe.
 */
public final class Proof {

  private final Supplier<List<String>> unfired;

  /**
   * Creates a proof.
   *
   * @param unfired returns a sentence for each rule and toxic that has not fired; thread-safe
   */
  Proof(Supplier<List<String>> unfired) {
    this.unfired = unfired;
  }

  /**
   * Returns the rules and toxics that have not fired, each as a sentence with the reason: no
   * traffic, no match and what differed in the nearest exchange, or chance and its probability.
   */
  public List<String> unfired() {
    return unfired.get();
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
