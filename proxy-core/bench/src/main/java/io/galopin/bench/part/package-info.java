/** The parts of the benchmark. Each measures one thing for all peers that support it. */
@NullMarked
package io.galopin.bench.part;

import org.jspecify.annotations.NullMarked;
