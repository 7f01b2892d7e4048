/**
 * Protocol {@code tls}: conversations that client and backend encrypt. It ends no TLS and has no
 * keys. It reads the handshake's beginning, which is in the clear: what the client offers, and what
 * the backend answers. All bytes pass unchanged. After that, the engine cuts turns.
 *
 * <p>Covered: TLS 1.0 to 1.3, messages in any number of records, HelloRetryRequest, early data, and
 * names and values that nobody knows, such as GREASE. With ECH, the name is the outer one.
 *
 * <p>Not covered: certificates, which are encrypted in TLS 1.3; hellos in the form of SSL 2; DTLS
 * and QUIC.
 *
 * <p>Sources: RFC 8446 and 5246 (TLS 1.3, 1.2), 6066 (server names), 7301 (ALPN), 8701 (GREASE).
 */
@NullMarked
package io.galopin.protocol.tls;

import org.jspecify.annotations.NullMarked;
