package io.galopin.app.options;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * The journal of a run whose faults are to be had again.
 *
 * @param run which run of the file: 1 is the first; empty for the last
 * @param lenient whether all is well even if some of them do not come
 */
public record RecordedFile(Path path, OptionalInt run, boolean lenient) {}
