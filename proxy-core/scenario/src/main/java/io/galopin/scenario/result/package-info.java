/** What became of a scenario, as values, and the verdict. */
@NullMarked
package io.galopin.scenario.result;

import org.jspecify.annotations.NullMarked;
