package io.galopin.tls;

/**
 * Keys, certificates or trust that cannot be used as configured. Its message is a sentence for the
 * user, with the way out and without a secret. It has no cause.
 */
public final class TlsConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TlsConfigException(String message) {
    super(message);
  }
}
