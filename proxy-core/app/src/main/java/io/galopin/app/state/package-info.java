/** Keeps what calls of the control API have changed in a file, so that a restart brings it back. */
@NullMarked
package io.galopin.app.state;

import org.jspecify.annotations.NullMarked;
