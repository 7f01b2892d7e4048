/**
 * A proxy on real sockets and what stands around it, for tests of a protocol with real clients and
 * servers. What needs neither is tested on virtual time, with the classes of the package above.
 */
@NullMarked
package io.galopin.testkit.sockets;

import org.jspecify.annotations.NullMarked;
