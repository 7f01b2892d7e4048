/**
 * Microbenchmarks of single steps of the data path. Each runs in its own JVM.
 *
 * <p>A protocol takes part in {@link io.galopin.bench.jmh.Scanning} if {@link
 * io.galopin.bench.jmh.Wire} has sample messages of it.
 */
@NullMarked
package io.galopin.bench.jmh;

import org.jspecify.annotations.NullMarked;
