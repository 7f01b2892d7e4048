package io.galopin.plugin.host;

import io.galopin.api.OptionException;
import io.galopin.api.PluginFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.pf4j.PluginWrapper;

/**
 * The plugins that are installed: built-in ones on the class path, and others as JARs in a folder.
 *
 * <p>What it tells does not change after it was opened and may be read by any thread. Its plugins
 * are to be used no longer once it is closed: what uses them is closed first.
 */
public final class PluginHost implements AutoCloseable {

  private final JarPlugins jars;
  private final List<PluginFactory> factories;
  private final List<LoadedPlugin> plugins;
  private final List<Problem> problems;

  private PluginHost(JarPlugins jars, Roll roll, List<LoadedPlugin> plugins) {
    this.jars = jars;
    this.factories = roll.factories();
    this.plugins = List.copyOf(plugins);
    this.problems = roll.problems();
  }

  /**
   * Loads what is installed. A JAR that does not work becomes a {@linkplain #problems problem}, and
   * the others are loaded all the same. JARs are taken in the order of their file names, so that of
   * two plugins with one name it is always the same that has it.
   *
   * @param folder where the JARs are; empty for the class path alone
   * @throws OptionException if the folder does not exist or cannot be read
   */
  public static PluginHost open(Optional<Path> folder) {
    List<Path> files = folder.map(PluginHost::jarsIn).orElse(List.of());
    JarPlugins jars = new JarPlugins(Version.current());
    Roll roll = new Roll();
    roll.addBuiltIn(jars.getExtensionClassNames(null), PluginHost.class.getClassLoader());
    List<PluginWrapper> started = new ArrayList<>();
    for (Path file : files) {
      try {
        started.add(jars.add(PluginJar.read(file)));
      } catch (RejectedException e) {
        roll.addProblem(file.toString(), e.getMessage());
      }
    }
    List<LoadedPlugin> plugins = new ArrayList<>();
    for (PluginWrapper plugin : started) {
      List<PluginName> brings = enroll(jars, plugin, roll);
      if (brings.isEmpty()) {
        jars.remove(plugin);
      } else {
        plugins.add(
            new LoadedPlugin(
                plugin.getPluginId(),
                plugin.getDescriptor().getVersion(),
                plugin.getPluginPath(),
                brings));
      }
    }
    return new PluginHost(jars, roll, plugins);
  }

  private static List<PluginName> enroll(JarPlugins jars, PluginWrapper plugin, Roll roll) {
    String file = plugin.getPluginPath().toString();
    var classNames = jars.getExtensionClassNames(plugin.getPluginId());
    if (classNames.isEmpty()) {
      roll.addProblem(
          file, "META-INF/extensions.idx names no class (expected: those with @Extension)");
    }
    return roll.addThirdParty(file, classNames, plugin.getPluginClassLoader());
  }

  private static List<Path> jarsIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new OptionException("plugins", folder, "an existing folder");
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".jar"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new OptionException("plugins", folder, "a folder that can be read; " + e);
    }
  }

  /**
   * All plugins that can be used: built-in ones first, then those from JARs, each group sorted by
   * name. No two of a kind have the same name.
   */
  public List<PluginFactory> factories() {
    return factories;
  }

  /** The JARs of which something can be used, in the order of their file names. */
  public List<LoadedPlugin> plugins() {
    return plugins;
  }

  /** What cannot be used, and why. */
  public List<Problem> problems() {
    return problems;
  }

  /** Stops and unloads the plugins from JARs and closes their files. Never throws. */
  @Override
  public void close() {
    jars.getPlugins().forEach(jars::remove);
  }
}
