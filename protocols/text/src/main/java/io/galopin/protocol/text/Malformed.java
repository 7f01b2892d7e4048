package io.galopin.protocol.text;

import java.util.Objects;

/**
 * Reports bytes that are not valid, so that a session can refuse them. It has no stack trace, to
 * keep garbage cheap. Sessions use it internally and must not throw it to the engine.
 */
public class Malformed extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param reason what is wrong, without a full stop and without bytes from the peer; people read
   *     it in logs
   */
  public Malformed(String reason) {
    super(reason, null, false, false);
  }

  public final String reason() {
    return Objects.requireNonNull(getMessage());
  }
}
