package io.galopin.plugin.host;

/**
 * What users call a plugin.
 *
 * @param kind what it is
 * @param name unique within its kind
 */
public record PluginName(PluginKind kind, String name) {

  /** As in a sentence: {@code behavior "delay"}. */
  @Override
  public String toString() {
    return kind + " \"" + name + '"';
  }
}
