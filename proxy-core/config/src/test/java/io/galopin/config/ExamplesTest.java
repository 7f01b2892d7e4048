package io.galopin.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.config.settings.Draft;
import io.galopin.config.settings.ProxyKeys;
import io.galopin.rules.RuleForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {

  private static final Path FOLDER = Path.of("../../conf");

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleLoads(Path example) {
    assertThat(ConfigLoader.load(example).specs(TestPlugins.catalog())).isNotEmpty();
  }

  @Test
  void theAnnotatedExampleHasEverySettingOfAProxy() throws IOException {
    String text = Files.readString(FOLDER.resolve("galopin.conf"));

    assertThat(text).contains(Draft.KEYS);
    assertThat(text).contains(RuleForm.RULES + " = [", ProxyKeys.DRAW_BY + " = ");
    assertThat(text)
        .contains(ProxyKeys.LIMITS.stream().map(option -> option.name() + " = ").toList());
  }
}
