package io.galopin.plugin.host;

import static org.pf4j.ManifestPluginDescriptorFinder.PLUGIN_DEPENDENCIES;
import static org.pf4j.ManifestPluginDescriptorFinder.PLUGIN_ID;
import static org.pf4j.ManifestPluginDescriptorFinder.PLUGIN_VERSION;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.pf4j.LegacyExtensionFinder;

/**
 * A JAR with all that PF4J needs. Checked before PF4J opens it, which meets a missing manifest with
 * a null pointer, and a missing index with that of the class path.
 *
 * @param file where it lies
 * @param id the Plugin-Id of its manifest
 */
record PluginJar(Path file, String id) {

  /**
   * Opens, checks and closes a file.
   *
   * @throws RejectedException if it is no JAR, or none of a plugin
   */
  static PluginJar read(Path file) {
    try (JarFile jar = new JarFile(file.toFile())) {
      String id = id(jar.getManifest());
      if (jar.getEntry(LegacyExtensionFinder.EXTENSIONS_RESOURCE) == null) {
        throw new RejectedException(
            "no META-INF/extensions.idx (expected: a list of the classes with @Extension;"
                + " PF4J's annotation processor writes it, but JDK 23 and newer run it only when"
                + " told to, with -proc:full or with Maven's annotationProcessorPaths)");
      }
      return new PluginJar(file, id);
    } catch (IOException e) {
      throw new RejectedException("not readable as a JAR: " + e.getMessage(), e);
    }
  }

  private static String id(@Nullable Manifest manifest) {
    Attributes entries = manifest == null ? new Attributes() : manifest.getMainAttributes();
    String id = require(entries, PLUGIN_ID, "a name that no other plugin has");
    require(entries, PLUGIN_VERSION, "a version such as 1.0.0");
    String others = entries.getValue(PLUGIN_DEPENDENCIES);
    if (others != null) {
      throw new RejectedException(
          PLUGIN_DEPENDENCIES
              + ": "
              + others
              + " (expected: none; a plugin has in its own JAR what it needs)");
    }
    return id;
  }

  private static String require(Attributes entries, String name, String expected) {
    String value = entries.getValue(name);
    if (value == null || value.isBlank()) {
      throw new RejectedException(
          "no " + name + " in META-INF/MANIFEST.MF (expected: " + expected + ")");
    }
    return value;
  }
}
