package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what the launcher says while it builds. */
class BuildProgressTest {

  @Test
  void countsUpwardWhateverComesFirst(@TempDir Path folder) throws Exception {
    Path maven = folder.resolve("maven.log");
    Files.writeString(
        maven,
        """
        [INFO] Building Galopin 0.1.0-SNAPSHOT                     [1/3]
        [INFO] Building jar: /galopin.jar
        [INFO] Building Galopin :: Test kit 0.1.0-SNAPSHOT         [3/3]
        [INFO] Building Galopin :: Plugins 0.1.0-SNAPSHOT          [2/3]
        """);
    Process shell =
        new ProcessBuilder("sh", "-euc", ". src/launcher/build.sh; show_progress")
            .redirectInput(maven.toFile())
            .redirectErrorStream(true)
            .start();

    assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("  [1/3] Galopin\n  [2/3] Galopin :: Test kit\n  [3/3] Galopin :: Plugins\n");
    assertThat(shell.waitFor()).isZero();
  }
}
