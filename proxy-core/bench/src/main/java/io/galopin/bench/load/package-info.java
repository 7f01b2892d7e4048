/**
 * Clients that put load on a relay, and the backends behind it. They share few threads, so that
 * they leave most of the machine to what is measured.
 */
@NullMarked
package io.galopin.bench.load;

import org.jspecify.annotations.NullMarked;
