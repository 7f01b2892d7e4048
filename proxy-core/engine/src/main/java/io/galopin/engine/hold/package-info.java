/** Held bytes: queues of pieces that wait for their time, and the count of their memory cost. */
@NullMarked
package io.galopin.engine.hold;

import org.jspecify.annotations.NullMarked;
