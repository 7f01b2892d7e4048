package io.galopin.app.options;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * The journal of a run that is to be replayed.
 *
 * @param run which run of the file: 1 is the first; empty for the last
 * @param lenient whether missing faults leave the exit code at 0
 */
public record RecordedFile(Path path, OptionalInt run, boolean lenient) {}
