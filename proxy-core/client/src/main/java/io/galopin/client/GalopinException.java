package io.galopin.client;

/** What was asked for cannot be; the message is a sentence that says why. */
public final class GalopinException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a sentence for the user. */
  public GalopinException(String sentence) {
    super(sentence);
  }

  /** The same, and what led to it. */
  public GalopinException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /** A proxy has not listened yet, so that nobody knows where it will. */
  public static GalopinException withoutPort(String proxy) {
    return new GalopinException(
        "proxy " + proxy + ": it has no port yet (expected: to be enabled once)");
  }
}
