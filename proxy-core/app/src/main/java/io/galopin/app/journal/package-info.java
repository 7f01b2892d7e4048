/** The file that the journal of a run is written to, and read from when the run is replayed. */
@NullMarked
package io.galopin.app.journal;

import org.jspecify.annotations.NullMarked;
