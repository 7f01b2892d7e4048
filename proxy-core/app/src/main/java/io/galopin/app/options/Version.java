package io.galopin.app.options;

import io.galopin.app.console.Command;
import io.galopin.app.console.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The version of Galopin, from the build. */
public final class Version {

  public static final String OPTION = "--version";

  private Version() {}

  /**
   * Prints version, commit and Java version.
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

  /** The version without the commit. */
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
