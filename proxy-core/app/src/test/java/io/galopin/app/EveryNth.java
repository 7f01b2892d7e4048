package io.galopin.app;

import io.galopin.testkit.ThirdPartyJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The plugin that plugins/README.md explains, as a JAR. It is compiled once. */
final class EveryNth {

  private static byte @Nullable [] content;

  private EveryNth() {}

  static synchronized Path jar(Path folder) {
    Path file = folder.resolve("every-nth.jar");
    try {
      if (content == null) {
        content = Files.readAllBytes(compile(file));
        return file;
      }
      return Files.write(file, content);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  private static Path compile(Path file) {
    Page page = Page.read("plugins/README.md");
    ThirdPartyJar jar =
        new ThirdPartyJar("replaced below")
            .source("com.example.faults.EveryNth", page.blocks("java").get(0).text());
    for (String line : page.blocks("properties").get(0).text().lines().toList()) {
      String[] attribute = line.strip().split(": ", 2);
      jar.manifest(attribute[0], attribute[1]);
    }
    return jar.writeTo(file);
  }
}
