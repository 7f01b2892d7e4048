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
 * The options that must be read before the rest of the command line: they say where plugins are,
 * and plugins add options.
 *
 * @param config the configuration file
 * @param plugins the plugins folder given on the command line
 * @param help whether the user asks for help
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
   * Loads the plugins of the folder on the command line, otherwise of the configuration, otherwise
   * of the distribution.
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
