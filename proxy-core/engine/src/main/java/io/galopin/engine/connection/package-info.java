/** A connection: the wiring of its parts, its lifecycle, and its two directions. */
@NullMarked
package io.galopin.engine.connection;

import org.jspecify.annotations.NullMarked;
