package io.galopin.plugin.host;

import java.util.List;

/** A JAR that was replaced or removed and is unloaded as soon as nothing uses it. Thread-safe. */
public final class FormerJar {

  private final OpenJar jar;
  private final LoadedPlugin loaded;

  /**
   * Keeps a JAR until it is unloaded.
   *
   * @param brought its plugins, while it was in use
   */
  FormerJar(OpenJar jar, List<PluginName> brought) {
    this.jar = jar;
    this.loaded = jar.loaded(brought);
  }

  /** Returns what it was. */
  public LoadedPlugin loaded() {
    return loaded;
  }

  OpenJar jar() {
    return jar;
  }

  /** Whether one of its plugins has made this protocol, behavior or toxic. */
  public boolean made(Object instance) {
    return jar.products().has(instance);
  }

  /** Returns the name of the file, with its version. */
  @Override
  public String toString() {
    return jar.jar().file().getFileName() + ", version " + jar.version();
  }
}
