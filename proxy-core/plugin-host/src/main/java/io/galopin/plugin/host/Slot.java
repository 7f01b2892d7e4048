package io.galopin.plugin.host;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a JAR when the folder is read again.
 *
 * @param before the version in use; null if the JAR is new
 * @param after the version in the folder; null if it was removed
 */
record Slot(@Nullable OpenJar before, @Nullable OpenJar after) {

  /** Returns the version in the folder; empty if it was removed. */
  Optional<OpenJar> now() {
    return Optional.ofNullable(after);
  }

  static Slot unchanged(OpenJar jar) {
    return new Slot(jar, jar);
  }

  boolean isChanged() {
    return before == null || !before.isSameAs(after);
  }

  /** Returns the file, as the user knows it. */
  String file() {
    return after != null ? after.file() : before != null ? before.file() : "";
  }

  /** Returns that the version in use stays, for the end of a sentence. */
  String stays() {
    return before == null ? "" : "; version " + before.version() + " stays in use";
  }
}
