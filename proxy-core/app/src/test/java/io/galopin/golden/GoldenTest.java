package io.galopin.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.promise.Stand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same seed and the same conversation give the journal and the bytes that they gave when the
 * golden files were written, on one event loop and on several. Compared are all entries of the
 * journal, without their times and without how often a toxic had to wait, and digests of what each
 * client got and, where faults leave no doubt of it, of what the backend got. Where that is to
 * change, write them anew, and look at what is different:
 *
 * <pre>mvn -pl proxy-core/app -am test -Dtest=GoldenTest -Dsurefire.failIfNoSpecifiedTests=false
 *     -Dgalopin.golden=write</pre>
 */
@Tag("thorough")
class GoldenTest {

  private static final Path FILES = Path.of("src/test/resources/io/galopin/golden");

  static Stream<Scenario> scenarios() {
    return Stream.of(
            HttpScenarios.all(), TextScenarios.all(), TcpScenarios.all(), ToxicScenarios.all())
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void isAsItWas(Scenario scenario) throws Exception {
    List<String> onOne = played(scenario, 1);
    Path file = file(scenario);
    if ("write".equals(System.getProperty("galopin.golden"))) {
      Files.createDirectories(FILES);
      Files.write(file, onOne, StandardCharsets.UTF_8);
    }
    List<String> golden = Files.readAllLines(file, StandardCharsets.UTF_8);
    assertThat(onOne).as("on one event loop").isEqualTo(golden);
    assertThat(played(scenario, 3)).as("on three event loops").isEqualTo(golden);
  }

  @Test
  void eachBuiltInBehaviorAndToxicIsPlayed() throws IOException {
    StringBuilder golden = new StringBuilder();
    for (Scenario scenario : scenarios().toList()) {
      golden.append(Files.readString(file(scenario)));
    }
    // None of these protocols has notices, and none of these proxies ends TLS.
    List<String> idle = List.of("dummy", "noop", "notice", "alpn", "certificate", "tls-version");
    assertThat(Stand.catalog().behaviors().keySet())
        .filteredOn(name -> !idle.contains(name))
        .allSatisfy(name -> assertThat(golden).contains("\"plugin\":\"" + name + "\""));
    assertThat(Stand.catalog().toxics().keySet())
        .filteredOn(name -> !idle.contains(name))
        .allSatisfy(name -> assertThat(golden).contains("\"begins: " + name + " {"));
  }

  private static Path file(Scenario scenario) {
    return FILES.resolve(scenario.name() + ".txt");
  }

  private static List<String> played(Scenario scenario, int threads) throws Exception {
    try (Game game = new Game(scenario, threads)) {
      scenario.play().play(game);
      game.awaitNoConnections();
      return game.shown();
    }
  }
}
