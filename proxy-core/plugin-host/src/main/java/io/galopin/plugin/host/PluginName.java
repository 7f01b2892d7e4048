package io.galopin.plugin.host;

/**
 * The kind and name by which users refer to a plugin.
 *
 * @param kind protocol, behavior or toxic
 * @param name unique within its kind
 */
public record PluginName(PluginKind kind, String name) {

  /** Returns the form for messages: {@code behavior "delay"}. */
  @Override
  public String toString() {
    return kind + " \"" + name + '"';
  }
}
