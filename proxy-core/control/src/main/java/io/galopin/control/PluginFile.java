package io.galopin.control;

import java.util.List;

/**
 * A JAR with installed plugins, for the control API.
 *
 * @param id its Plugin-Id
 * @param version its Plugin-Version
 * @param file its path
 * @param brings kind and name of its plugins: {@code behavior slow-start}
 */
public record PluginFile(String id, String version, String file, List<String> brings) {

  public PluginFile {
    brings = List.copyOf(brings);
  }
}
