/**
 * Configuration files and long options to the engine's records, with errors that name file and
 * line.
 *
 * <p>It happens in two steps, because a file also says where the plugins are. {@link
 * io.galopin.config.ConfigLoader} reads HOCON, JSON, Vaurien's INI form or Toxiproxy's list, lays
 * the command line over it and checks all that can be checked without plugins. {@link
 * io.galopin.config.GalopinConfig#specs} then holds names and options against the installed plugins
 * and creates what the engine runs. Either step reports all that is wrong at once, as a {@link
 * io.galopin.rules.source.ConfigProblem}. No command line is parsed here, no plugin is loaded, and
 * system properties play no part.
 */
@NullMarked
package io.galopin.config;

import org.jspecify.annotations.NullMarked;
