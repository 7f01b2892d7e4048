package io.galopin.control;

import io.galopin.api.OptionException;
import io.galopin.engine.Catalog;
import io.galopin.live.Renewals;
import java.util.List;
import java.util.Optional;

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
   * @param former earlier versions of JARs that something still uses
   * @param problems what looks like a plugin and cannot be used
   */
  record Installed(
      long number,
      Catalog catalog,
      List<PluginFile> files,
      List<PluginFile> former,
      List<PluginProblem> problems) {

    public Installed {
      files = List.copyOf(files);
      former = List.copyOf(former);
      problems = List.copyOf(problems);
    }
  }

  /**
   * A JAR that was loaded, replaced or removed.
   *
   * @param file its path
   * @param before the version before; empty if there was none
   * @param now the version now; empty if there is none
   * @param sentence says the same in words
   */
  record Change(String file, Optional<String> before, Optional<String> now, String sentence) {}

  /** Returns what is installed now. */
  Installed now();

  /** Returns those that can be used now. */
  default Catalog catalog() {
    return now().catalog();
  }

  /**
   * Looks for JARs that are new, changed or gone, and has the proxies use what there is now. Slow:
   * calls plugins. Other calls wait.
   *
   * @return what has changed; what could not be changed is a problem
   * @throws OptionException if there is nothing to look for, or it cannot be read
   */
  default List<Change> reload(Renewals renewals) {
    throw new OptionException(
        "plugins", "no folder", "a server with one: --plugins DIR, or plugins = DIR in its file");
  }

  /** Returns plugins of the class path, which never change. */
  static Plugins fixed(Catalog catalog) {
    return fixed(catalog, List.of(), List.of());
  }

  /** Returns plugins that never change. */
  static Plugins fixed(Catalog catalog, List<PluginFile> files, List<PluginProblem> problems) {
    Installed installed = new Installed(0, catalog, files, List.of(), problems);
    return () -> installed;
  }
}
