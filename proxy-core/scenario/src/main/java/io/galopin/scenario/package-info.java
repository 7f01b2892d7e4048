/**
 * Scenarios: what happens when, what must hold, and how it is judged. The other packages are
 * internal.
 */
@NullMarked
package io.galopin.scenario;

import org.jspecify.annotations.NullMarked;
