/** Listening for clients and accepting them. */
@NullMarked
package io.galopin.engine.listen;

import org.jspecify.annotations.NullMarked;
