/** Writes the exchanges of a run to a file. */
@NullMarked
package io.galopin.app.exchange;

import org.jspecify.annotations.NullMarked;
