/** Asks whether a service still works, and how long its answer took. */
@NullMarked
package io.galopin.scenario.probe;

import org.jspecify.annotations.NullMarked;
