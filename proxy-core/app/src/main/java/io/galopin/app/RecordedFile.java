package io.galopin.app;

import java.nio.file.Path;

/**
 * The journal of a run whose faults are to be had again.
 *
 * @param lenient whether all is well even if some of them do not come
 */
record RecordedFile(Path path, boolean lenient) {}
