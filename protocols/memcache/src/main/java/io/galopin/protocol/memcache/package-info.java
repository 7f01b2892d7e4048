/**
 * Protocol {@code memcache}: the text protocol with its meta commands, and the binary protocol,
 * told apart by a connection's first byte, watched and not rewritten.
 *
 * <p>The scanners here only find where requests and replies begin and end; what is forwarded are
 * the bytes that came. Values stream past. A request that servers could cut differently (a length
 * that is no number, a value without its line end) is {@linkplain io.galopin.protocol.memcache.Flaw
 * refused} with the error that memcached has for it.
 *
 * <p>Sources: {@code doc/protocol.txt} and {@code doc/protocol-binary.txt} of memcached 1.6.
 *
 * <p>Not here: UDP, TLS, and what the values mean.
 */
@NullMarked
package io.galopin.protocol.memcache;

import org.jspecify.annotations.NullMarked;
