/**
 * The one place that changes a running engine: its proxies, their toxics, rules and mixes, on the
 * engine's values. Who writes JSON, or Java, stands in front of it and has the texts.
 *
 * <p>Changes of one proxy are made one after the other, in {@link io.galopin.live.Turns turns};
 * those of different proxies do not wait for each other.
 */
@NullMarked
package io.galopin.live;

import org.jspecify.annotations.NullMarked;
