/** Distributions of the lengths of delays, for behaviors and toxics. No plugin is here. */
@NullMarked
package io.galopin.behavior.chance;

import org.jspecify.annotations.NullMarked;
