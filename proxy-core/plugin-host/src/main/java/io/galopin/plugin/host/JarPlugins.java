package io.galopin.plugin.host;

import java.nio.file.Path;
import java.util.List;
import org.pf4j.JarPluginLoader;
import org.pf4j.JarPluginManager;
import org.pf4j.Plugin;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginState;
import org.pf4j.PluginStatusProvider;
import org.pf4j.PluginWrapper;
import org.pf4j.RuntimeMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PF4J for a single JAR, so that one whose code never returns cannot block the others, and each
 * refusal has a reason. Unlike PF4J itself, ignores system properties and files next to the JARs.
 *
 * <p>Not thread-safe.
 */
final class JarPlugins extends JarPluginManager {

  private static final Logger log = LoggerFactory.getLogger(JarPlugins.class);

  private final Path shown;

  /**
   * Has no plugin yet.
   *
   * @param shown the JAR, as the user knows it
   */
  JarPlugins(String galopinVersion, Path shown) {
    this.shown = shown;
    setSystemVersion(galopinVersion);
  }

  /**
   * Loads and starts the plugin of a JAR.
   *
   * @throws RejectedException if it cannot be used; nothing of it stays loaded
   */
  PluginWrapper add(PluginJar jar) {
    load(jar);
    PluginWrapper plugin = getPlugin(jar.id());
    try {
      // If Plugin-Requires is not met, PF4J throws nothing and disables the plugin.
      if (plugin.getPluginState() == PluginState.DISABLED) {
        throw requirement(
            plugin.getDescriptor(),
            "a range that includes this version of Galopin, " + systemVersion);
      }
      startPlugin(jar.id());
      return plugin;
    } catch (RejectedException e) {
      remove(plugin);
      throw e;
    } catch (Throwable e) {
      RejectedException rejection =
          Instances.rejection(
              "Plugin-Class " + plugin.getDescriptor().getPluginClass() + ": start() throws", e);
      remove(plugin);
      throw rejection;
    }
  }

  private void load(PluginJar jar) {
    try {
      loadPlugin(jar.copy().path());
    } catch (RejectedException e) {
      throw e;
    } catch (Throwable e) {
      throw Instances.rejection("cannot be loaded", e);
    }
  }

  /** Stops and unloads a plugin and closes its JAR. Never throws; errors are logged. */
  void remove(PluginWrapper plugin) {
    PluginClassLoader loader = (PluginClassLoader) plugin.getPluginClassLoader();
    // PF4J closes the loader, too, but not if the plugin throws an Error while it stops.
    try (loader) {
      unloadPlugin(plugin.getPluginId());
    } catch (Throwable e) {
      log.warn("{} could not be unloaded cleanly: {}", shown, Instances.told(e));
    }
  }

  @Override
  protected void validatePluginDescriptor(PluginDescriptor descriptor) {
    super.validatePluginDescriptor(descriptor);
    try {
      versionManager.checkVersionConstraint(systemVersion, descriptor.getRequires());
    } catch (RuntimeException | StackOverflowError e) {
      throw requirement(descriptor, "a version or a range, such as >=0.1.0 & <1.0.0");
    }
  }

  private static RejectedException requirement(PluginDescriptor descriptor, String expected) {
    return new RejectedException(
        "Plugin-Requires: " + descriptor.getRequires() + " (expected: " + expected + ")");
  }

  // PF4J's constructor calls the methods below, so they must not use fields of this class.

  @Override
  protected List<Path> createPluginsRoot() {
    return List.of();
  }

  @Override
  public RuntimeMode getRuntimeMode() {
    return RuntimeMode.DEPLOYMENT;
  }

  @Override
  protected PluginStatusProvider createPluginStatusProvider() {
    return new AllEnabled();
  }

  @Override
  protected PluginFactory createPluginFactory() {
    return JarPlugins::create;
  }

  @Override
  protected PluginLoader createPluginLoader() {
    return new JarPluginLoader(this) {
      @Override
      public ClassLoader loadPlugin(Path file, PluginDescriptor descriptor) {
        SharedFirstLoader loader = new SharedFirstLoader(pluginManager, descriptor);
        loader.addFile(file.toFile());
        PluginExit.watch(shown, loader);
        return loader;
      }
    };
  }

  private static Plugin create(PluginWrapper plugin) {
    String className = plugin.getDescriptor().getPluginClass();
    try {
      Class<?> type = Instances.load(className, plugin.getPluginClassLoader());
      if (!Plugin.class.isAssignableFrom(type)) {
        throw new RejectedException("does not extend " + Plugin.class.getName());
      }
      return Instances.create(type.asSubclass(Plugin.class));
    } catch (RejectedException e) {
      throw new RejectedException("Plugin-Class " + className + ": " + e.getMessage(), e);
    }
  }

  /** Treats every plugin whose JAR is in the folder as enabled. */
  private static final class AllEnabled implements PluginStatusProvider {

    @Override
    public boolean isPluginDisabled(String pluginId) {
      return false;
    }

    @Override
    public void disablePlugin(String pluginId) {
      throw new UnsupportedOperationException("remove the JAR of " + pluginId);
    }

    @Override
    public void enablePlugin(String pluginId) {
      throw new UnsupportedOperationException(pluginId + " is enabled");
    }
  }
}
