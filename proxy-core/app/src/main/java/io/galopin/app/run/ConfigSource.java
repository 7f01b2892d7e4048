package io.galopin.app.run;

import io.galopin.config.GalopinConfig;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A configuration file that can be read again.
 *
 * @param file as the user named it
 * @param watched whether it is read again whenever it changes
 * @param read reads it, with the command line over it, or throws {@link
 *     io.galopin.rules.source.ConfigProblem}
 */
public record ConfigSource(Path file, boolean watched, Supplier<GalopinConfig> read) {}
