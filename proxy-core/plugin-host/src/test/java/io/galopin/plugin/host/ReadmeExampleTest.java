package io.galopin.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Decision;
import io.galopin.api.Failure;
import io.galopin.api.Options;
import io.galopin.testkit.TestConnection;
import io.galopin.testkit.ThirdPartyJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the plugin of plugins/README.md from the text there. */
class ReadmeExampleTest {

  private static final Path README = Path.of("../../plugins/README.md");

  @TempDir private Path folder;

  @Test
  void worksAsWritten() throws IOException {
    String readme = Files.readString(README);
    ThirdPartyJar jar =
        new ThirdPartyJar("replaced below")
            .source("com.example.faults.EveryNth", block("java", readme));
    block("properties", readme)
        .lines()
        .map(line -> line.strip().split(": ", 2))
        .forEach(entry -> jar.manifest(entry[0], entry[1]));
    Path file = jar.writeTo(folder.resolve("example.jar"));

    try (PluginHost host = PluginHost.open(Optional.of(folder))) {
      assertThat(host.problems()).isEmpty();
      assertThat(host.plugins())
          .containsExactly(
              new LoadedPlugin(
                  "example-faults",
                  "1.0.0",
                  file,
                  List.of(new PluginName(PluginKind.BEHAVIOR, "every-nth"))));
      assertThat(decisions(host)).containsExactly(pass(), pass(), fail(), pass(), pass(), fail());
    }
  }

  private static List<Decision> decisions(PluginHost host) {
    BehaviorFactory factory =
        host.factories().stream()
            .filter(plugin -> plugin.name().equals("every-nth"))
            .map(BehaviorFactory.class::cast)
            .findFirst()
            .orElseThrow();
    Behavior behavior = factory.create(Options.of(factory.options(), Map.of("n", "3")));
    TestConnection connection = new TestConnection(1);
    return Stream.generate(connection::nextExchange)
        .limit(6)
        .map(behavior::onBeforeHandle)
        .toList();
  }

  private static Decision pass() {
    return Decision.pass();
  }

  private static Decision fail() {
    return Decision.fail(Failure.ERROR);
  }

  private static String block(String language, String markdown) {
    Matcher block =
        Pattern.compile("```" + language + "\\R(.*?)```", Pattern.DOTALL).matcher(markdown);
    assertThat(block.find()).as("a block of " + language).isTrue();
    return block.group(1).strip();
  }
}
