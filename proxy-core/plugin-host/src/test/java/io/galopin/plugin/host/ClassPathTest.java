package io.galopin.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.PluginFactory;
import io.galopin.testkit.ThirdPartyJar;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests extensions on the class path, as in a program that embeds Galopin. */
class ClassPathTest {

  private static final String INDEX = "META-INF/extensions.idx";

  @TempDir private Path folder;

  @Test
  void namesAClassThatIsMissingAndGoesOn() throws IOException {
    with(new ThirdPartyJar("a").entry(INDEX, text("com.example.Gone")))
        .assertProblem("class path: com.example.Gone: no such class");
  }

  @Test
  void namesAClassThatThrowsAnErrorAndGoesOn() throws IOException {
    with(new ThirdPartyJar("a")
            .behavior("A", "a", "static { if (true) throw new StackOverflowError(); }")
            .behavior("B", "b"))
        .assertProblem(
            "class path: third.party.A: cannot be initialized: java.lang.StackOverflowError")
        .assertHas("b");
  }

  @Test
  void namesAClassThatNeverComesToAnEndAndGoesOn() throws IOException {
    with(new ThirdPartyJar("a")
            .behavior("A", "a")
            .behavior(
                "B",
                "b",
                "static { if (true) while (true) { try { Thread.sleep(60_000); } catch (InterruptedException e) { } } }")
            .behavior("C", "c"))
        .assertProblem(
            "class path: third.party.B: not done after 3.0 s and abandoned, at"
                + " third.party.B.<clinit>(B.java:10)")
        .assertHas("a")
        .assertHas("c");
  }

  @Test
  void namesAnIndexThatIsTooLong() throws IOException {
    Found found = with(new ThirdPartyJar("a").entry(INDEX, new byte[2 << 20]));

    assertThat(found.host().problems())
        .singleElement()
        .asString()
        .endsWith(INDEX + ": " + INDEX + " is too long (expected: at most 1 MiB)");
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Found with(ThirdPartyJar jar) throws IOException {
    Path file = jar.writeTo(folder.resolve("on-the-class-path.jar"));
    ClassLoader parent = PluginHost.class.getClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {file.toUri().toURL()}, parent)) {
      return new Found(
          PluginHost.open(Optional.empty(), loader, TimeLimit.of(Duration.ofSeconds(3))));
    }
  }

  private record Found(PluginHost host) {

    Found assertProblem(String problem) {
      assertThat(host.problems()).extracting(Problem::toString).containsExactly(problem);
      return assertHas("zz-built-in");
    }

    Found assertHas(String name) {
      assertThat(host.factories()).extracting(PluginFactory::name).contains(name);
      return this;
    }
  }
}
