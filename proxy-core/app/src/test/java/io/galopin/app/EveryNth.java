package io.galopin.app;

import io.galopin.testkit.ThirdPartyJar;
import java.nio.file.Path;

/** The plugin that plugins/README.md explains, as a JAR. */
final class EveryNth {

  private EveryNth() {}

  static Path jar(Path folder) {
    Page page = Page.read("plugins/README.md");
    ThirdPartyJar jar =
        new ThirdPartyJar("replaced below")
            .source("com.example.faults.EveryNth", page.blocks("java").get(0).text());
    for (String line : page.blocks("properties").get(0).text().lines().toList()) {
      String[] attribute = line.strip().split(": ", 2);
      jar.manifest(attribute[0], attribute[1]);
    }
    return jar.writeTo(folder.resolve("every-nth.jar"));
  }
}
