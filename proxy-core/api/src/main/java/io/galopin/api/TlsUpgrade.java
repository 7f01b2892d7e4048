package io.galopin.api;

/**
 * Who agrees with a client on TLS that begins in the middle of a conversation, and who can read
 * what follows.
 */
@Experimental
public enum TlsUpgrade {
  /** The backend does, and Galopin cannot read what follows. */
  PASSES,
  /** The backend does. Galopin ends TLS at both sides, and the session goes on behind it. */
  AGREED,
  /** The session does, and the backend hears nothing of it. The session goes on behind it. */
  ANSWERED
}
