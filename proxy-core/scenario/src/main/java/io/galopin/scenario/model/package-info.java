/** What a scenario says, as values. */
@NullMarked
package io.galopin.scenario.model;

import org.jspecify.annotations.NullMarked;
