package io.galopin.plugin.host;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a reload has changed.
 *
 * @param file the JAR
 * @param before the version that was in use; empty if there was none
 * @param now the version in use now; empty if the JAR was removed
 */
public record JarChange(Path file, Optional<String> before, Optional<String> now) {

  /** Returns a sentence without a full stop. */
  @Override
  public String toString() {
    String name = String.valueOf(file.getFileName());
    if (before.isEmpty()) {
      return name + ": version " + now.orElse("") + " loaded";
    }
    return now.map(fresh -> name + ": version " + fresh + " in place of " + before.get())
        .orElseGet(() -> name + ": version " + before.get() + " unloaded");
  }
}
