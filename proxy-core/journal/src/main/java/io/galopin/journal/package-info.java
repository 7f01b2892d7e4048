/**
 * The lines of a journal's file: one JSON object for each entry, for the beginning of each run, and
 * where entries are missing; written, and read back to be done again.
 *
 * <p>Not here: the journal itself, which is the engine's, and files.
 */
@NullMarked
package io.galopin.journal;

import org.jspecify.annotations.NullMarked;
