/**
 * The lines of a journal's file: one JSON object for each entry and for the beginning of each run.
 *
 * <p>Not here: the journal itself, which is the engine's, and files.
 */
@NullMarked
package io.galopin.journal;

import org.jspecify.annotations.NullMarked;
