package io.galopin.protocol.text;

import java.util.Objects;

/**
 * Says that bytes cannot be what they should be, so that a session refuses them. It has no stack
 * trace: whoever sends garbage must not make it costly. It is for use inside of a session, which
 * must not throw it.
 */
public class Malformed extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Bytes that are refused.
   *
   * @param reason what is wrong, without a full stop and without bytes from the peer: people read
   *     it in logs
   */
  public Malformed(String reason) {
    super(reason, null, false, false);
  }

  /** What is wrong. */
  public final String reason() {
    return Objects.requireNonNull(getMessage());
  }
}
