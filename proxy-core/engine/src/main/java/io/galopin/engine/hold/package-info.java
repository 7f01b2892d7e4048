/**
 * What faults hold back: queues of pieces that wait for their time, and the count of what they
 * cost.
 */
@NullMarked
package io.galopin.engine.hold;

import org.jspecify.annotations.NullMarked;
