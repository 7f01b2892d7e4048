package io.galopin.app;

import io.galopin.app.console.Command;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Console;
import io.galopin.config.ConfigLoader;
import io.galopin.config.ConfigProblem;
import io.galopin.config.GalopinConfig;
import io.galopin.config.LongOptions;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs proxies until the process is told to end: {@code galopin} and {@code galopin run}. */
final class RunCommand implements Command {

  private final Consumer<List<Proxy>> whenReady;

  /** Runs until a signal comes. */
  RunCommand() {
    this(proxies -> Stop.await());
  }

  /**
   * Runs for as long as {@code whenReady} takes.
   *
   * @param whenReady is handed the proxies when all of them listen
   */
  RunCommand(Consumer<List<Proxy>> whenReady) {
    this.whenReady = whenReady;
  }

  @Override
  public int run(List<String> words, Console console) {
    EarlyOptions early = EarlyOptions.in(words);
    try (InstalledPlugins plugins = early.installed()) {
      return run(words, early.config(), plugins, console);
    } catch (ConfigProblem wrong) {
      throw CommandFailure.wrong(wrong.getMessage());
    }
  }

  private int run(
      List<String> words, Optional<Path> file, InstalledPlugins plugins, Console console) {
    PluginOptions pluginOptions = new PluginOptions(plugins.catalog());
    Arguments arguments = arguments(pluginOptions);
    Optional<Map<String, String>> given = arguments.parse(words);
    plugins.complain(console);
    return given.isEmpty()
        ? arguments.explain(console)
        : run(file, longOptions(given.get(), pluginOptions), plugins, console);
  }

  private static Arguments arguments(PluginOptions pluginOptions) {
    List<CliGroup> groups = new ArrayList<>(RunOptions.groups());
    groups.addAll(pluginOptions.groups());
    return new Arguments("", RunHelp.TEXT, groups);
  }

  private static LongOptions longOptions(Map<String, String> given, PluginOptions pluginOptions) {
    LongOptions options = new LongOptions();
    for (CliGroup group : RunOptions.groups()) {
      for (CliOption option : group.options()) {
        String value = given.get(option.name());
        if (value != null && !option.equals(RunOptions.CONFIG)) {
          options.set(option.meta().name(), value);
        }
      }
    }
    pluginOptions.fill(options, given);
    return options;
  }

  private int run(
      Optional<Path> file, LongOptions options, InstalledPlugins plugins, Console console) {
    GalopinConfig config =
        file.isPresent() ? ConfigLoader.load(file.get(), options) : ConfigLoader.load(options);
    List<ProxySpec> specs = config.specs(plugins.catalog());
    Logging.start(config.logLevel(), config.logOutput(), console);
    Logger log = LoggerFactory.getLogger(RunCommand.class);
    config.notices().forEach(log::info);
    long seed = config.seed().orElseGet(Running::anySeed);
    try (Running running = Running.start(seed, config.journal())) {
      List<Proxy> proxies = running.open(specs);
      for (Proxy proxy : proxies) {
        console.out().println(ReadyLine.of(proxy, seed, console.style()));
      }
      whenReady.accept(proxies);
    }
    return Command.OK;
  }
}
