/**
 * What TLS needs at either side of a proxy: keys, certificates and trust as they are configured,
 * and the ends of the engine made from them. The handshakes themselves are the engine's.
 */
@NullMarked
package io.galopin.tls;

import org.jspecify.annotations.NullMarked;
