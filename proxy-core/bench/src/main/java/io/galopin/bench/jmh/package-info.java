/**
 * Microbenchmarks: what single steps of the data path cost. Each runs in a JVM of its own.
 *
 * <p>A protocol takes part in {@link io.galopin.bench.jmh.Scanning} once {@link
 * io.galopin.bench.jmh.Wire} knows what it looks like on the wire.
 */
@NullMarked
package io.galopin.bench.jmh;

import org.jspecify.annotations.NullMarked;
