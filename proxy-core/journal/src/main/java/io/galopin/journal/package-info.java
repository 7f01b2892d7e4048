/**
 * Writes and reads the lines of a journal's file. There is one JSON object for each entry, for the
 * start of each run, and wherever entries are missing. What was read can be replayed.
 *
 * <p>The journal itself belongs to the engine. This package opens a file only to read it.
 */
@NullMarked
package io.galopin.journal;

import org.jspecify.annotations.NullMarked;
