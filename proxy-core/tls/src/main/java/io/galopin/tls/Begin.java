package io.galopin.tls;

/** When a side of a connection begins TLS. */
public enum Begin {
  /** Where the protocol says so, if it has a way to (STARTTLS, SSLRequest); otherwise at once. */
  BY_PROTOCOL,
  /** With the connection. */
  AT_ONCE
}
