package io.galopin.protocol.postgres;

/** What becomes of a client's wish for encryption. */
enum Tls {
  /** The backend decides, and what follows is not understood. */
  PASS,
  /** The client is told that the server has none. */
  REFUSE
}
