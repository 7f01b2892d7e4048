/** Writes the journal of a run to a file, and reads it for a replay. */
@NullMarked
package io.galopin.app.journal;

import org.jspecify.annotations.NullMarked;
