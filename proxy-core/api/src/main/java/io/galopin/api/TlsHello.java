package io.galopin.api;

import java.util.List;

/**
 * A client's wish for TLS: the {@linkplain Request#opening opening} of a layer. Where Galopin ends
 * TLS at the client's side, its bytes go to that end, and the backend gets nothing of them.
 */
@Experimental
public interface TlsHello extends Request {

  /**
   * Returns the application protocols that the client offers (ALPN, RFC 7301), best first; empty if
   * it offers none.
   */
  List<String> alpn();
}
