package io.galopin.control;

import java.util.List;

/**
 * A JAR with plugins that are installed, as the control API shows it.
 *
 * @param id its Plugin-Id
 * @param version its Plugin-Version
 * @param file where it lies
 * @param brings kind and name of its plugins: {@code behavior slow-start}
 */
public record PluginFile(String id, String version, String file, List<String> brings) {

  public PluginFile {
    brings = List.copyOf(brings);
  }
}
