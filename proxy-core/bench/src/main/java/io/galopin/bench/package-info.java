/** Measurements over real sockets and real time. Nothing here is part of the distribution. */
@NullMarked
package io.galopin.bench;

import org.jspecify.annotations.NullMarked;
