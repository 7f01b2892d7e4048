package io.galopin.plugin.host;

/** A plugin, or a part of one, that cannot be used; the message is a sentence for the user. */
final class RejectedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RejectedException(String reason) {
    super(reason);
  }

  RejectedException(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** The sentence alone, as it is shown to users who do not care for the class. */
  @Override
  @SuppressWarnings("OverrideThrowableToString") // getMessage() is the sentence already
  public String toString() {
    return getMessage();
  }
}
