package io.galopin.engine.trouble;

/** An invalid answer of a plugin. The message describes the flaw completely. */
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
