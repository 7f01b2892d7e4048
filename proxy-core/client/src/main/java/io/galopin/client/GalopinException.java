package io.galopin.client;

/** Thrown when a request cannot be fulfilled. The message is a sentence that says why. */
public final class GalopinException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates an exception with a sentence for the user. */
  public GalopinException(String sentence) {
    super(sentence);
  }

  /** Creates an exception with a sentence for the user, and its cause. */
  public GalopinException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /** Returns the exception for a proxy that has never listened, so its port is not known yet. */
  public static GalopinException withoutPort(String proxy) {
    return new GalopinException(
        "proxy " + proxy + ": it has no port yet (expected: a proxy that has been enabled)");
  }
}
