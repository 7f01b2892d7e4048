/**
 * Clients that load a relay, and the backends behind it. All of them share few threads, so that
 * they take little of the machine from what is measured.
 */
@NullMarked
package io.galopin.bench.load;

import org.jspecify.annotations.NullMarked;
