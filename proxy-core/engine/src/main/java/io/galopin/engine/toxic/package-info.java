/** Toxics at work: one chain for each direction of a connection, with a stage for each toxic. */
@NullMarked
package io.galopin.engine.toxic;

import org.jspecify.annotations.NullMarked;
