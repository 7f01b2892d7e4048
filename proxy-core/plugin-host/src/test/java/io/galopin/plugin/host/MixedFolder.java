package io.galopin.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.PluginFactory;
import io.galopin.testkit.ThirdPartyJar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A plugins folder with one JAR that works and room for one that does not.
 *
 * @param path of the folder
 */
record MixedFolder(Path path) {

  /** Creates a folder with the JAR that works. */
  static MixedFolder in(Path path) {
    new ThirdPartyJar("good").behavior("Good", "good").writeTo(path.resolve("good.jar"));
    return new MixedFolder(path);
  }

  /** Returns the path for the JAR that does not work. */
  Path broken() {
    return path.resolve("broken.jar");
  }

  PluginHost open() {
    return PluginHost.open(Optional.of(path));
  }

  PluginHost open(Duration patience) {
    return PluginHost.open(
        Optional.of(path), PluginHost.class.getClassLoader(), TimeLimit.of(patience));
  }

  /** Checks that {@link #broken} is reported with this reason, and that everything else works. */
  void assertReason(String reason) {
    assertReason(broken(), reason);
  }

  void assertReason(Path jar, String reason) {
    try (PluginHost host = open()) {
      assertThat(host.problems()).containsExactly(new Problem(jar.toString(), reason));
      assertThat(host.plugins()).extracting(LoadedPlugin::file).doesNotContain(jar);
      assertThat(host.factories()).extracting(PluginFactory::name).contains("zz-built-in", "good");
    }
  }
}
