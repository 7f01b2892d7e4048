package io.galopin.plugin.host;

/** Thrown if a plugin, or a part of one, cannot be used. The message is a sentence for the user. */
final class RejectedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RejectedException(String reason) {
    super(reason);
  }

  RejectedException(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** Returns only the sentence, because users do not care about the class name. */
  @Override
  @SuppressWarnings("OverrideThrowableToString") // getMessage() is the sentence already
  public String toString() {
    return getMessage();
  }
}
