package io.galopin.app;

import io.galopin.api.OptionException;
import io.galopin.engine.Catalog;
import io.galopin.plugin.host.PluginHost;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The plugins of this run: those that are built in, and those of one folder. */
record InstalledPlugins(Catalog catalog, PluginHost host) implements AutoCloseable {

  /**
   * Loads them.
   *
   * @param folder as the user wrote it; null for none
   * @throws CommandFailure if there is no such folder
   */
  static InstalledPlugins in(@Nullable String folder) {
    try {
      PluginHost host = PluginHost.open(Optional.ofNullable(folder).map(Path::of));
      return new InstalledPlugins(Catalog.of(host.factories()), host);
    } catch (OptionException wrong) {
      throw CommandFailure.wrong(wrong.getMessage());
    }
  }

  /** Names the plugins that could not be loaded, with their reasons. */
  void complain(Console console) {
    host.problems().forEach(problem -> console.complain(problem.toString()));
  }

  /** To be called when nothing uses them any more. */
  @Override
  public void close() {
    host.close();
  }
}
