package io.galopin.app;

import io.galopin.app.console.CommandFailure;
import io.galopin.app.options.Arguments;
import io.galopin.app.options.CliOption;
import io.galopin.app.options.RunOptions;
import io.galopin.app.run.InstalledPlugins;
import io.galopin.config.ConfigLoader;
import io.galopin.rules.source.ConfigProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
   * The plugins of the folder given here, else of the configuration's, else of the distribution's.
   *
   * @throws CommandFailure if there is no such folder, or if the configuration cannot be read,
   *     unless help is asked for
   */
  InstalledPlugins installed() {
    Optional<Path> configured =
        plugins.isPresent() ? Optional.empty() : config.flatMap(this::folderNamedIn);
    return configured
        .map(folder -> InstalledPlugins.ofConfiguration(folder, config.orElseThrow()))
        .orElseGet(() -> InstalledPlugins.ofCommandLine(plugins.orElse(null)));
  }

  private Optional<Path> folderNamedIn(Path file) {
    try {
      return ConfigLoader.load(file).plugins();
    } catch (ConfigProblem wrong) {
      if (help) {
        return Optional.empty();
      }
      throw CommandFailure.wrong(wrong.getMessage());
    }
  }
}
