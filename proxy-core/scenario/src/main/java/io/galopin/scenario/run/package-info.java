/** Runs scenarios, on a clock that tests can move. */
@NullMarked
package io.galopin.scenario.run;

import org.jspecify.annotations.NullMarked;
