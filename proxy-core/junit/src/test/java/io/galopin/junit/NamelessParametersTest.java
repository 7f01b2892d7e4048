package io.galopin.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests messages about parameters whose names the compiler did not keep. */
class NamelessParametersTest {

  private static final String TESTS =
      """
      import io.galopin.client.Proxy;
      import io.galopin.junit.GalopinProxy;
      import io.galopin.junit.GalopinTest;
      import org.junit.jupiter.api.Test;

      @GalopinTest
      class Tests {
        @Test
        void one(@GalopinProxy(upstream = "localhost:1") Proxy only) {}

        @Test
        void two(
            @GalopinProxy(upstream = "localhost:1") Proxy a,
            @GalopinProxy(upstream = "localhost:2") Proxy b) {}

        @Test
        void named(
            @GalopinProxy(name = "a", upstream = "localhost:1") Proxy a,
            @GalopinProxy(name = "b", upstream = "localhost:2") Proxy b,
            Proxy other) {}

        @Test
        void none(Proxy missing) {}
      }
      """;

  @TempDir private Path folder;

  @Test
  void areRefusedWhereTheyWouldBeMixedUp() throws Exception {
    Path source = Files.writeString(folder.resolve("Tests.java"), TESTS);
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    assertThat(exitCode).isZero();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Run run = Run.of(loader.loadClass("Tests"));

      assertThat(run.messages())
          .contains(
              "parameter arg0 of two: its name is not in the class (expected: the compiler option"
                  + " -parameters, or name = \"...\" in @GalopinProxy)\n")
          .contains(
              "parameter arg2 of named: a proxy without @GalopinProxy (expected: the name of one of"
                  + " [a, b], and the compiler option -parameters)\n")
          .contains(
              "parameter arg0 of none: a proxy without @GalopinProxy (expected: one with it, because"
                  + " there is no proxy yet, and the compiler option -parameters)\n")
          .doesNotContain("arg0 of one");
      assertThat(run.suppressed())
          .contains("Tests.named failed")
          .doesNotContain("Tests.none failed");
    }
  }
}
