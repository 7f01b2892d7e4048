/** Runs one Galopin under mixed load for hours, to see whether anything grows. */
@NullMarked
package io.galopin.bench.soak;

import org.jspecify.annotations.NullMarked;
