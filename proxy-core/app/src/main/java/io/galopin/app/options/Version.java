package io.galopin.app.options;

import io.galopin.app.console.Command;
import io.galopin.app.console.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Which Galopin this is, from the build itself. */
public final class Version {

  /** What asks for it. */
  public static final String OPTION = "--version";

  private Version() {}

  /**
   * Prints what was built from which commit, and what it runs on.
   *
   * @return the exit code
   */
  public static int tell(Console console) {
    List<String> built = built();
    console
        .out()
        .println(
            "galopin %s, commit %s, Java %s"
                .formatted(built.get(0), built.get(1), System.getProperty("java.version")));
    return Command.OK;
  }

  /** The version that was built. */
  public static String number() {
    return built().get(0);
  }

  /** Version and commit. */
  private static List<String> built() {
    try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
