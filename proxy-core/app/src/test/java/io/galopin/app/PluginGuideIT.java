package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows docs/plugins.md in an empty folder. Galopin's modules come from a local repository that
 * this build has filled, and other libraries from the machine's local repository or from Maven
 * Central.
 */
class PluginGuideIT {

  static final String PAGE = "docs/plugins.md";

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path SETTINGS =
      Path.of("../example/src/test/maven-settings.xml").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void worksAsWritten() throws Exception {
    follow(Path.of(System.getProperty("java.home")));
  }

  @Tag("thorough")
  @Test
  void worksOnAJdkThatRunsAnnotationProcessorsOtherwise() throws Exception {
    Optional<Path> jdk = OtherJdk.find();
    assumeTrue(jdk.isPresent(), "no second JDK: " + OtherJdk.VARIABLE + " may name one");

    follow(jdk.get());
  }

  private void follow(Path jdk) throws Exception {
    Guide guide = new Guide(Page.read(PAGE), freePorts("8000", "8001", "8080", "8081"));
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path programs = Files.createDirectory(folder.resolve("bin"));
    program(programs, "mvn", maven());
    program(
        programs,
        "galopin",
        "\"$JAVA_HOME/bin/java\" -jar '" + TARGET.resolve("lib/galopin.jar") + "'");

    ProcessBuilder bash =
        new ProcessBuilder(
                "bash", Files.writeString(folder.resolve("script"), guide.script()).toString())
            .directory(empty.toFile())
            .inheritIO();
    bash.environment().put("JAVA_HOME", jdk.toString());
    bash.environment()
        .put(
            "GALOPIN_TEST_REPOSITORY",
            Path.of(System.getProperty("galopin.test.repository")).toUri().toString());
    bash.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    bash.environment().put("PATH", programs + ":" + System.getenv("PATH"));
    int exitCode = bash.start().waitFor();

    for (Guide.Shown shown : guide.shown()) {
      Path said = empty.resolve(shown.file());
      assertThat(said).as("%s from line %d, with %s", PAGE, shown.line(), jdk).exists();
      assertThat(unlogged(Files.readString(said)))
          .as("%s from line %d, with %s", PAGE, shown.line(), jdk)
          .isEqualTo(shown.text());
    }
    assertThat(exitCode).isZero();
  }

  /**
   * Removes what Galopin says when it is ready, and the codes with which Maven resets the colors of
   * a terminal.
   */
  private static String unlogged(String said) {
    return said.replaceAll("(?m)^.*  seed -?\\d+\\R", "").replaceAll("\\e\\[0?m", "");
  }

  /** Returns the command of a Maven that does not change the user's files. */
  private static String maven() {
    return "'%s' -B -Dstyle.color=never -gs '%s' -Dmaven.repo.local='%s'"
        .formatted(
            Path.of(System.getProperty("galopin.test.maven"), "bin/mvn"),
            SETTINGS,
            TARGET.resolve("local-repo"));
  }

  private static void program(Path programs, String name, String command) throws IOException {
    Path file =
        Files.writeString(programs.resolve(name), "#!/bin/sh\nexec " + command + " \"$@\"\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Map<String, String> freePorts(String... ports) throws IOException {
    Map<String, String> free = new HashMap<>();
    for (String port : ports) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        free.put(port, String.valueOf(socket.getLocalPort()));
      }
    }
    return free;
  }
}
