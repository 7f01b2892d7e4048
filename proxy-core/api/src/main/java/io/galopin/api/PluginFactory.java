package io.galopin.api;

import java.util.List;
import org.pf4j.ExtensionPoint;

/**
 * The common part of every kind of plugin: a name, a description, and options.
 *
 * <p>Implementations are public, have a public constructor without arguments, carry {@link
 * org.pf4j.Extension}, and keep no state. They are created once per process, when plugins are
 * loaded.
 */
public interface PluginFactory extends ExtensionPoint {

  /**
   * Returns the name by which users choose this plugin: lower-case letters, digits, and hyphens,
   * starting with a letter, unique among plugins of its kind.
   */
  String name();

  /**
   * Returns one line for users that says what this plugin does, starting in lower case, without a
   * full stop.
   */
  String description();

  /**
   * Returns the options of this plugin, in display order. The command line, configuration checks,
   * and the documentation use them.
   */
  default List<Option<?>> options() {
    return List.of();
  }
}
