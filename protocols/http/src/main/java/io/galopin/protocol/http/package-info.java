/**
 * Protocol {@code http}: HTTP/1.0 and HTTP/1.1 according to RFC 9112. Messages are watched, not
 * rewritten.
 *
 * <p>The scanners only find where messages begin and end. The engine forwards the bytes as they
 * came. The scanners are strict if two parsers could read the same bytes differently: they refuse
 * such a message and name the {@linkplain io.galopin.protocol.http.Flaw flaw}. After a switch of
 * protocols ({@code CONNECT}, {@code Upgrade}), a connection is cut into {@linkplain
 * io.galopin.api.Turns turns}.
 *
 * <p>Not covered: HTTP/2, TLS, and the content of bodies.
 */
@NullMarked
package io.galopin.protocol.http;

import org.jspecify.annotations.NullMarked;
