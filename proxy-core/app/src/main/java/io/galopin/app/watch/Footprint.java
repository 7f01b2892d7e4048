package io.galopin.app.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What tells that files have changed, without reading them: where links lead, which file it is, its
 * size and its time. Of a folder, the same of each entry.
 *
 * @param files by path; empty for what is not there
 */
record Footprint(Map<String, String> files) {

  /** How many entries of a folder count. */
  private static final int MOST_ENTRIES = 10_000;

  private static final String MISSING = "";

  static Footprint of(Collection<Path> paths) {
    Map<String, String> files = new TreeMap<>();
    paths.forEach(path -> files.put(path.toString(), print(path)));
    return new Footprint(files);
  }

  /** Whether this path was there. */
  boolean has(Path path) {
    return !files.getOrDefault(path.toString(), MISSING).isEmpty();
  }

  private static String print(Path path) {
    try {
      BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
      return file.isDirectory() ? ofFolder(path) : of(path, file);
    } catch (IOException | SecurityException gone) {
      return MISSING;
    }
  }

  private static String ofFolder(Path folder) throws IOException {
    List<Path> entries;
    try (Stream<Path> all = Files.list(folder)) {
      entries = all.limit(MOST_ENTRIES).sorted().toList();
    }
    StringBuilder print = new StringBuilder(folder.toRealPath().toString());
    for (Path entry : entries) {
      try {
        print.append('\n').append(entry.getFileName()).append(' ');
        print.append(of(entry, Files.readAttributes(entry, BasicFileAttributes.class)));
      } catch (IOException gone) {
        print.append(MISSING);
      }
    }
    return print.toString();
  }

  private static String of(Path path, BasicFileAttributes file) throws IOException {
    return path.toRealPath()
        + " "
        + file.fileKey()
        + " "
        + (file.isDirectory() ? 0 : file.size())
        + " "
        + file.lastModifiedTime();
  }
}
