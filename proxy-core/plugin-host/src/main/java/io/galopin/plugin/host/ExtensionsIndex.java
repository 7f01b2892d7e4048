package io.galopin.plugin.host;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.pf4j.LegacyExtensionFinder;
import org.pf4j.processor.ExtensionStorage;

/** Reads the list of classes with {@code @Extension} that PF4J's annotation processor writes. */
final class ExtensionsIndex {

  static final String PATH = LegacyExtensionFinder.EXTENSIONS_RESOURCE;

  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_CLASSES = 200;

  private ExtensionsIndex() {}

  /**
   * Reads a list.
   *
   * @return the names of classes, sorted
   * @throws RejectedException if it is longer than any real one
   */
  static Set<String> read(InputStream in) throws IOException {
    byte[] content = in.readNBytes(MOST_BYTES + 1);
    if (content.length > MOST_BYTES) {
      throw new RejectedException(PATH + " is too long (expected: at most 1 MiB)");
    }
    Set<String> names = new TreeSet<>();
    ExtensionStorage.read(
        new InputStreamReader(new ByteArrayInputStream(content), StandardCharsets.UTF_8), names);
    if (names.size() > MOST_CLASSES) {
      throw new RejectedException(
          PATH + " names " + names.size() + " classes (expected: at most " + MOST_CLASSES + ")");
    }
    return names;
  }
}
