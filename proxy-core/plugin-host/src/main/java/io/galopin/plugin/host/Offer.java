package io.galopin.plugin.host;

import io.galopin.api.PluginFactory;
import java.util.List;
import java.util.Set;

/**
 * Plugins that are to take the place of those in use.
 *
 * @param factories all plugins that there would be
 * @param plugins the JARs that they would come from
 * @param changed the names that would stand for another plugin than now, or for none
 */
public record Offer(
    List<PluginFactory> factories, List<LoadedPlugin> plugins, Set<PluginName> changed) {

  public Offer {
    factories = List.copyOf(factories);
    plugins = List.copyOf(plugins);
    changed = Set.copyOf(changed);
  }

  /** Whoever uses the plugins. */
  @FunctionalInterface
  public interface Taker {

    /**
     * Uses other plugins from now on. May call them.
     *
     * @throws RuntimeException with a sentence, if that cannot be done; then all is as before
     */
    void take(Offer offer);
  }
}
