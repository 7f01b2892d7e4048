/**
 * The one place that changes a running engine: its proxies, their toxics, rules and mixes. It works
 * on the engine's values. Callers that speak JSON or Java stand in front of it and write the
 * messages for users.
 *
 * <p>Changes of one proxy are made one after the other, in {@link io.galopin.live.Turns turns}.
 * Changes of different proxies do not wait for each other.
 */
@NullMarked
package io.galopin.live;

import org.jspecify.annotations.NullMarked;
