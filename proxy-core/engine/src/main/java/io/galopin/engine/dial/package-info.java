/**
 * The way to a backend: its addresses, a place among its connections, and whether it can be
 * reached.
 */
@NullMarked
package io.galopin.engine.dial;

import org.jspecify.annotations.NullMarked;
