/** A connection: what wires its parts, its life from accept to the end, and its two ways. */
@NullMarked
package io.galopin.engine.connection;

import org.jspecify.annotations.NullMarked;
