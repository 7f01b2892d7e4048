package io.galopin.engine.trouble;

/** A plugin's answer that makes no sense where it was given. What is wrong with it says all. */
public final class Nonsense extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * An answer that is not carried out.
   *
   * @param flaw goes on from the name of the hook: {@code returned null (expected: a decision)}
   */
  public Nonsense(String flaw) {
    super(flaw, null, false, false);
  }
}
