/** TLS at one side of connections: its handshake, its end, and its failures in words. */
@NullMarked
package io.galopin.engine.tls;

import org.jspecify.annotations.NullMarked;
