package io.galopin.control;

import io.galopin.engine.Catalog;
import java.util.List;

/**
 * The installed plugins, which may change while a server runs. Thread-safe; its methods never wait.
 */
public interface Plugins {

  /**
   * The plugins at one time.
   *
   * @param number of changes so far
   * @param catalog those that can be used
   * @param files the JARs that some of them come from
   * @param problems what looks like a plugin and cannot be used
   */
  record Installed(
      long number, Catalog catalog, List<PluginFile> files, List<PluginProblem> problems) {

    public Installed {
      files = List.copyOf(files);
      problems = List.copyOf(problems);
    }
  }

  /** Returns what is installed now. */
  Installed now();

  /** Returns those that can be used now. */
  default Catalog catalog() {
    return now().catalog();
  }

  /** Returns plugins of the class path, which never change. */
  static Plugins fixed(Catalog catalog) {
    return fixed(catalog, List.of(), List.of());
  }

  /** Returns plugins that never change. */
  static Plugins fixed(Catalog catalog, List<PluginFile> files, List<PluginProblem> problems) {
    Installed installed = new Installed(0, catalog, files, problems);
    return () -> installed;
  }
}
