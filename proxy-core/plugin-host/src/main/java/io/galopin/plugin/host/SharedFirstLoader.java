package io.galopin.plugin.host;

import java.util.List;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginManager;

/**
 * Loads the classes of one plugin. Those that it shares with Galopin come from Galopin. All others
 * come from its own JAR first, so that it can bring its own versions of libraries.
 *
 * <p>Each shared class exists only once. If a plugin had its own {@code ByteBuf} or {@code
 * Decision}, the name would mean a different class on each side.
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

  /** Returns whether a class of this name was loaded from the JAR. */
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
        // For example one of Netty's codecs, which Galopin does not use and the plugin brings.
        return super.loadClass(name);
      }
    }
    return super.loadClass(name);
  }
}
