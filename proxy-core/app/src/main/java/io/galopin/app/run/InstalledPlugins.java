package io.galopin.app.run;

import io.galopin.api.OptionException;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Console;
import io.galopin.control.PluginFile;
import io.galopin.control.PluginProblem;
import io.galopin.control.Plugins;
import io.galopin.engine.Catalog;
import io.galopin.plugin.host.LoadedPlugin;
import io.galopin.plugin.host.PluginHost;
import io.galopin.plugin.host.PluginName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The plugins of a run: the built-in ones and those in one folder. Thread-safe. */
public final class InstalledPlugins implements Plugins, AutoCloseable {

  /** System property set by a distribution's launcher script: the default plugins folder. */
  private static final String STANDARD_FOLDER = "galopin.plugins";

  private final PluginHost host;
  private final Installed now;

  private InstalledPlugins(PluginHost host) {
    this.host = host;
    this.now = installed(host);
  }

  private static Installed installed(PluginHost host) {
    return new Installed(
        0,
        Catalog.of(host.factories()),
        host.plugins().stream().map(InstalledPlugins::shown).toList(),
        host.problems().stream()
            .map(problem -> new PluginProblem(problem.where(), problem.reason()))
            .toList());
  }

  private static PluginFile shown(LoadedPlugin jar) {
    return new PluginFile(
        jar.id(),
        jar.version(),
        jar.file().toString(),
        jar.brings().stream().map(name -> name.kind() + " " + name.name()).toList());
  }

  @Override
  public Installed now() {
    return now;
  }

  /** Only the built-in plugins. */
  public static InstalledPlugins builtIn() {
    return open(Optional.empty());
  }

  /**
   * Loads the folder that the command line names.
   *
   * @param folder as the user wrote it; null for the default folder of a distribution
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
   * Loads the folder that a configuration names.
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
    return new InstalledPlugins(PluginHost.open(folder));
  }

  /** The JAR of a plugin; empty if it is built in. */
  public Optional<LoadedPlugin> jarOf(PluginName name) {
    return host.plugins().stream().filter(jar -> jar.brings().contains(name)).findFirst();
  }

  /** Reports the plugins that could not be loaded, with the reasons. */
  public void complain(Console console) {
    host.problems().forEach(problem -> console.complain(problem.toString()));
  }

  /** Unloads the plugins; to be called when nothing uses them any more. */
  @Override
  public void close() {
    host.close();
  }
}
