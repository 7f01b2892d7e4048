package io.galopin.plugin.host;

import java.util.List;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginManager;

/**
 * Loads the classes of one plugin: what it shares with Galopin from Galopin, all else from its own
 * JAR first, so that it may bring libraries in versions of its own.
 *
 * <p>A shared class exists once. If a plugin had its own {@code ByteBuf} or {@code Decision}, the
 * same name would mean another class on each side.
 */
final class SharedFirstLoader extends PluginClassLoader {

  private static final List<String> SHARED =
      List.of(
          "io.galopin.api.",
          "io.netty.",
          "org.pf4j.",
          "org.slf4j.",
          "org.jspecify.",
          "com.typesafe.config.");

  static {
    registerAsParallelCapable();
  }

  SharedFirstLoader(PluginManager plugins, PluginDescriptor descriptor) {
    super(plugins, descriptor, SharedFirstLoader.class.getClassLoader());
  }

  /** Whether a class of that name is in use that was loaded from the JAR. */
  boolean hasLoaded(String className) {
    Class<?> loaded = findLoadedClass(className);
    return loaded != null && loaded.getClassLoader() == this;
  }

  @Override
  public Class<?> loadClass(String name) throws ClassNotFoundException {
    if (SHARED.stream().anyMatch(name::startsWith)) {
      try {
        return getParent().loadClass(name);
      } catch (ClassNotFoundException e) {
        // Such as one of Netty's codecs that Galopin has no use for: the plugin brings it.
        return super.loadClass(name);
      }
    }
    return super.loadClass(name);
  }
}
