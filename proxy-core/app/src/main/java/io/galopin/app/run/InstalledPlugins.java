package io.galopin.app.run;

import io.galopin.api.OptionException;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Console;
import io.galopin.engine.Catalog;
import io.galopin.plugin.host.LoadedPlugin;
import io.galopin.plugin.host.PluginHost;
import io.galopin.plugin.host.PluginName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The plugins of this run: those that are built in, and those of one folder. */
public record InstalledPlugins(Catalog catalog, PluginHost host) implements AutoCloseable {

  /** Set by the launcher script of a distribution: the folder for those who name none. */
  private static final String STANDARD_FOLDER = "galopin.plugins";

  /** No folder at all. */
  public static InstalledPlugins builtIn() {
    return open(Optional.empty());
  }

  /**
   * Those of the folder that was given on the command line.
   *
   * @param folder as the user wrote it; null for the distribution's, if this is one
   * @throws CommandFailure if there is no such folder
   */
  public static InstalledPlugins ofCommandLine(@Nullable String folder) {
    try {
      return open(folder == null ? standardFolder() : Optional.of(Path.of(folder)));
    } catch (OptionException wrong) {
      throw CommandFailure.wrong("--" + wrong.getMessage());
    }
  }

  /**
   * Those of the folder that a configuration names.
   *
   * @param file the configuration
   * @throws CommandFailure if there is no such folder
   */
  public static InstalledPlugins ofConfiguration(Path folder, Path file) {
    try {
      return open(Optional.of(folder));
    } catch (OptionException wrong) {
      throw CommandFailure.wrong(wrong.getMessage() + " in " + file);
    }
  }

  private static Optional<Path> standardFolder() {
    return Optional.ofNullable(System.getProperty(STANDARD_FOLDER))
        .map(Path::of)
        .filter(Files::isDirectory);
  }

  private static InstalledPlugins open(Optional<Path> folder) {
    if (folder.isPresent()) {
      LastWords.prepare();
    }
    PluginHost host = PluginHost.open(folder);
    return new InstalledPlugins(Catalog.of(host.factories()), host);
  }

  /** The JAR that brings a plugin; empty if it is built in. */
  public Optional<LoadedPlugin> jarOf(PluginName name) {
    return host.plugins().stream().filter(jar -> jar.brings().contains(name)).findFirst();
  }

  /** Names the plugins that could not be loaded, with their reasons. */
  public void complain(Console console) {
    host.problems().forEach(problem -> console.complain(problem.toString()));
  }

  /** To be called when nothing uses them any more. */
  @Override
  public void close() {
    host.close();
  }
}
