package io.galopin.tls;

/** Whether clients are to show a certificate. */
public enum ClientCertificate {
  /** They are not asked. */
  NONE,
  /** They are asked, and may show none. One that they show must be trusted. */
  REQUESTED,
  /** The handshake fails if they show none. */
  REQUIRED
}
