/** The parts of the benchmark: each measures one thing of all peers that can do it. */
@NullMarked
package io.galopin.bench.part;

import org.jspecify.annotations.NullMarked;
