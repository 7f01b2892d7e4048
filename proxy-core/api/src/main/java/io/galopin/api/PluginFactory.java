package io.galopin.api;

import java.util.List;
import org.pf4j.ExtensionPoint;

/**
 * What every kind of plugin has in common: a name, a description and options.
 *
 * <p>Implementations are public, have a public constructor without arguments, carry {@link
 * org.pf4j.Extension}, and keep no state. They are created once per process, when plugins are
 * loaded.
 */
public interface PluginFactory extends ExtensionPoint {

  /**
   * The name by which users choose this plugin: lower-case letters, digits and hyphens, beginning
   * with a letter, unique among plugins of its kind.
   */
  String name();

  /**
   * One line that tells a user what this plugin does, from a small letter on, without a full stop.
   */
  String description();

  /**
   * The options that this plugin understands, in the order in which they are to be shown. They feed
   * the command line, the checks of configuration files and the documentation.
   */
  default List<Option<?>> options() {
    return List.of();
  }
}
