/** Hours of mixed load on one Galopin, to see whether anything grows. */
@NullMarked
package io.galopin.bench.soak;

import org.jspecify.annotations.NullMarked;
