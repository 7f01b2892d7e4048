/**
 * Turns configuration files and long options into the engine's records. Errors name file and line.
 *
 * <p>This takes two steps, because a file also says where the plugins are. {@link
 * io.galopin.config.ConfigLoader} reads HOCON, JSON, Vaurien's INI form or Toxiproxy's list. It
 * lays the command line over it and checks everything that needs no plugins. Then {@link
 * io.galopin.config.GalopinConfig#specs} checks names and options against the installed plugins and
 * creates what the engine runs. Each step reports all problems at once, as a {@link
 * io.galopin.rules.source.ConfigProblem}. This package parses no command line, loads no plugin, and
 * ignores system properties.
 */
@NullMarked
package io.galopin.config;

import org.jspecify.annotations.NullMarked;
