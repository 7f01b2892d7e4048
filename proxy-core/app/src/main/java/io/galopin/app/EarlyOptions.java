package io.galopin.app;

import io.galopin.config.ConfigLoader;
import io.galopin.config.ConfigProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a command line before it can be read as a whole: where plugins are, because
 * they bring options of their own. The rest is not looked at.
 *
 * @param config the configuration file
 * @param plugins the folder given on the command line
 * @param help whether help is asked for
 */
record EarlyOptions(Optional<Path> config, Optional<String> plugins, boolean help) {

  static EarlyOptions in(List<String> words) {
    return new EarlyOptions(
        value(words, RunOptions.CONFIG).map(Path::of),
        value(words, RunOptions.PLUGINS),
        words.contains(Arguments.HELP) || words.contains("-h"));
  }

  private static Optional<String> value(List<String> words, CliOption option) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith(option.name() + "=")) {
        return Optional.of(word.substring(option.name().length() + 1));
      }
      if (word.equals(option.name()) && i + 1 < words.size()) {
        return Optional.of(words.get(i + 1));
      }
    }
    return Optional.empty();
  }

  /**
   * The folder with plugins: the one given here, else the configuration's.
   *
   * @throws CommandFailure if the configuration cannot be read, unless help is asked for
   */
  @Nullable String pluginsFolder() {
    if (plugins.isPresent() || config.isEmpty()) {
      return plugins.orElse(null);
    }
    try {
      return ConfigLoader.load(config.get()).plugins().map(Path::toString).orElse(null);
    } catch (ConfigProblem wrong) {
      if (help) {
        return null;
      }
      throw CommandFailure.wrong(wrong.getMessage());
    }
  }
}
