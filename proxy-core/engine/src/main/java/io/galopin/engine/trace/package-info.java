/** Exchanges that are over, and who is told of them. */
@NullMarked
package io.galopin.engine.trace;

import org.jspecify.annotations.NullMarked;
