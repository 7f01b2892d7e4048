/**
 * Protocol {@code memcache}: the text protocol with its meta commands, and the binary protocol. A
 * connection's first byte tells which one it speaks. Messages are watched, not rewritten.
 *
 * <p>The scanners only find where requests and replies begin and end. The engine forwards the bytes
 * as they came, and values stream past. A request that servers could cut differently (a length that
 * is not a number, a value without its line end) is {@linkplain io.galopin.protocol.memcache.Flaw
 * refused} with the error that memcached has for it.
 *
 * <p>Sources: {@code doc/protocol.txt} and {@code doc/protocol-binary.txt} of memcached 1.6.
 *
 * <p>Not covered: UDP, TLS, and the meaning of values.
 */
@NullMarked
package io.galopin.protocol.memcache;

import org.jspecify.annotations.NullMarked;
