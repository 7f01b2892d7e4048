package io.galopin.bench.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The installed JDKs. */
final class Jdk {

  private static final Path INSTALLED = Path.of("/usr/lib/jvm");
  private static final String RELEASE = "release";

  private Jdk() {}

  /**
   * Returns one home for each version of Java from 17 on: that of this process, and those in
   * Linux's usual place.
   */
  static Map<Integer, Path> homes() throws IOException {
    Map<Integer, Path> homes = new TreeMap<>();
    homes.put(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
    if (Files.isDirectory(INSTALLED)) {
      try (Stream<Path> folders = Files.list(INSTALLED)) {
        for (Path home : folders.sorted().toList()) {
          if (Files.isExecutable(home.resolve("bin/java")) && Files.exists(home.resolve(RELEASE))) {
            homes.putIfAbsent(version(home), home);
          }
        }
      }
    }
    homes.keySet().removeIf(version -> version < 17);
    return homes;
  }

  private static int version(Path home) throws IOException {
    Properties release = new Properties();
    try (var reader = Files.newBufferedReader(home.resolve(RELEASE))) {
      release.load(reader);
    }
    String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
    return Runtime.Version.parse(version).feature();
  }
}
