package io.galopin.protocol.text;

/** Reports bytes that are refused because of a flaw that the protocol has a name for. */
public final class Flawed extends Malformed {

  private static final long serialVersionUID = 1L;

  /** The flaws of a protocol. */
  public interface Flaws {

    /** Returns what is wrong, without a full stop and without bytes from the peer. */
    String sentence();
  }

  private final transient Flaws flaw;

  /** Creates the exception. */
  public Flawed(Flaws flaw) {
    super(flaw.sentence());
    this.flaw = flaw;
  }

  /**
   * Returns the flaw.
   *
   * @param ofProtocol the flaws of the protocol that threw this
   * @throws ClassCastException if the flaw is another protocol's
   */
  public <F extends Enum<F> & Flaws> F flaw(Class<F> ofProtocol) {
    return ofProtocol.cast(flaw);
  }
}
