/**
 * Protocol {@code http}: HTTP/1.0 and HTTP/1.1 as RFC 9112 has them, watched and not rewritten.
 *
 * <p>The scanners here only find where messages begin and end; what is forwarded are the bytes that
 * came. They are strict where two parsers could read the same bytes differently: such a message is
 * refused and the {@linkplain io.galopin.protocol.http.Flaw flaw} is named. After a switch of
 * protocols ({@code CONNECT}, {@code Upgrade}) a connection is cut into {@linkplain
 * io.galopin.api.Turns turns}.
 *
 * <p>Not here: HTTP/2, TLS, and the content of bodies.
 */
@NullMarked
package io.galopin.protocol.http;

import org.jspecify.annotations.NullMarked;
