/**
 * Whether rules and toxics fired, and if not, why. This comes from their counters, never from the
 * journal, which discards old entries.
 */
@NullMarked
package io.galopin.engine.proof;

import org.jspecify.annotations.NullMarked;
