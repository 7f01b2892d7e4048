package io.galopin.plugin.host;

import static org.pf4j.ManifestPluginDescriptorFinder.PLUGIN_CLASS;
import static org.pf4j.ManifestPluginDescriptorFinder.PLUGIN_DEPENDENCIES;
import static org.pf4j.ManifestPluginDescriptorFinder.PLUGIN_ID;
import static org.pf4j.ManifestPluginDescriptorFinder.PLUGIN_REQUIRES;
import static org.pf4j.ManifestPluginDescriptorFinder.PLUGIN_VERSION;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * A JAR that has everything PF4J needs. Checked before PF4J opens it, because PF4J throws a
 * NullPointerException if the manifest is missing, uses the index of the class path if the index is
 * missing, and reads files of any unpacked size into memory.
 *
 * @param file the path of the JAR, as the user knows it
 * @param copy what classes are loaded from
 * @param id the Plugin-Id of its manifest
 * @param extensions the names of classes in its index, sorted
 */
record PluginJar(Path file, JarCopies.Copy copy, String id, Set<String> extensions) {

  private static final int MOST_OF_A_VALUE = 200;
  private static final long MOST_OF_A_CLASS = 16 << 20;
  private static final long MOST_OF_A_MANIFEST = 4 << 20;

  /**
   * Opens, checks and closes the copy of a file.
   *
   * @throws RejectedException if it is not the JAR of a plugin
   */
  static PluginJar read(Path file, JarCopies.Copy copy) {
    try (JarFile jar = new JarFile(copy.path().toFile(), false)) {
      for (ZipEntry entry : (Iterable<ZipEntry>) jar.stream().map(ZipEntry.class::cast)::iterator) {
        checkSize(jar, entry);
      }
      String id = id(jar.getManifest());
      ZipEntry index = jar.getEntry(ExtensionsIndex.PATH);
      if (index == null) {
        throw new RejectedException(
            "no META-INF/extensions.idx (expected: a list of the classes with @Extension;"
                + " PF4J's annotation processor writes it, but JDK 23 and newer run it only when"
                + " told to, with -proc:full or with Maven's annotationProcessorPaths)");
      }
      try (InputStream in = jar.getInputStream(index)) {
        return new PluginJar(file, copy, id, ExtensionsIndex.read(in));
      }
    } catch (IOException e) {
      throw new RejectedException("not readable as a JAR: " + e.getMessage(), e);
    }
  }

  /**
   * Checks the entries that Java reads into memory as a whole when it opens the file or loads a
   * class.
   */
  private static void checkSize(JarFile jar, ZipEntry entry) throws IOException {
    String name = entry.getName().toLowerCase(Locale.ROOT);
    if (name.endsWith(".class")) {
      require(entry, entry.getSize() <= MOST_OF_A_CLASS, "16 MiB");
    } else if (name.startsWith("meta-inf/") && isReadAtOnce(name)) {
      // Java does not rely on the size that the JAR states here.
      try (InputStream in = jar.getInputStream(entry)) {
        require(entry, length(in) <= MOST_OF_A_MANIFEST, "4 MiB");
      }
    }
  }

  private static boolean isReadAtOnce(String name) {
    return List.of(".mf", ".sf", ".rsa", ".dsa", ".ec").stream().anyMatch(name::endsWith);
  }

  private static long length(InputStream in) throws IOException {
    byte[] part = new byte[8192];
    long length = 0;
    for (int read = in.read(part); read >= 0; read = in.read(part)) {
      length += read;
      if (length > MOST_OF_A_MANIFEST) {
        break;
      }
    }
    return length;
  }

  private static void require(ZipEntry entry, boolean fits, String most) {
    if (!fits) {
      throw new RejectedException(
          OneLine.of(entry.getName(), MOST_OF_A_VALUE)
              + " is too long when unpacked (expected: at most "
              + most
              + ")");
    }
  }

  private static String id(@Nullable Manifest manifest) {
    Attributes entries = manifest == null ? new Attributes() : manifest.getMainAttributes();
    for (String name : List.of(PLUGIN_ID, PLUGIN_VERSION, PLUGIN_CLASS, PLUGIN_REQUIRES)) {
      String value = entries.getValue(name);
      if (value != null && !OneLine.is(value, MOST_OF_A_VALUE)) {
        throw new RejectedException(
            name + ": " + OneLine.of(value, 50) + " (expected: at most 200 printable characters)");
      }
    }
    String id = require(entries, PLUGIN_ID, "a name that no other plugin has");
    require(entries, PLUGIN_VERSION, "a version such as 1.0.0");
    String others = entries.getValue(PLUGIN_DEPENDENCIES);
    if (others != null) {
      throw new RejectedException(
          PLUGIN_DEPENDENCIES
              + ": "
              + OneLine.of(others, MOST_OF_A_VALUE)
              + " (expected: none; a plugin's JAR contains all that it needs)");
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
