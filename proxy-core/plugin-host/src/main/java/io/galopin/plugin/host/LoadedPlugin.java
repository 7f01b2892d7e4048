package io.galopin.plugin.host;

import java.nio.file.Path;
import java.util.List;

/**
 * A JAR from the plugins folder that works at least in part.
 *
 * @param id the Plugin-Id of its manifest
 * @param version its Plugin-Version
 * @param file the path of the JAR
 * @param brings its usable plugins, sorted by class name
 */
public record LoadedPlugin(String id, String version, Path file, List<PluginName> brings) {

  public LoadedPlugin {
    brings = List.copyOf(brings);
  }
}
