package io.galopin.app;

import io.galopin.app.console.Command;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Console;
import io.galopin.app.journal.Recording;
import io.galopin.app.options.Arguments;
import io.galopin.app.options.CliGroup;
import io.galopin.app.options.CliOption;
import io.galopin.app.options.ControlOptions;
import io.galopin.app.options.MetricsChoice;
import io.galopin.app.options.PluginOptions;
import io.galopin.app.options.RecordedFile;
import io.galopin.app.options.ReplayOptions;
import io.galopin.app.options.RunOptions;
import io.galopin.app.run.ConfigSource;
import io.galopin.app.run.InstalledPlugins;
import io.galopin.app.run.Ready;
import io.galopin.app.run.Service;
import io.galopin.app.run.Stop;
import io.galopin.app.voice.Speech;
import io.galopin.config.ConfigLoader;
import io.galopin.config.GalopinConfig;
import io.galopin.config.settings.LongOptions;
import io.galopin.rules.source.ConfigProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs proxies until a signal ends the process: {@code galopin}, {@code galopin run} and {@code
 * galopin replay}.
 */
final class RunCommand implements Command {

  /**
   * Names of the options that configuration files do not have. Names, because comparing records
   * would make a start 10 ms slower.
   */
  private static final Set<String> NOT_IN_FILES =
      Set.of(
          RunOptions.CONFIG.name(),
          RunOptions.WATCH.name(),
          RunOptions.STATE.name(),
          ControlOptions.PROXY_METRICS.name(),
          ControlOptions.RUNTIME_METRICS.name(),
          RunOptions.QUIET.name(),
          RunOptions.LOG_FAULTS.name());

  private final Map<String, String> environment;
  private final Consumer<Ready> whenReady;
  private final Optional<Path> recorded;

  /** Runs until a signal comes. */
  RunCommand() {
    this(ready -> Stop.await());
  }

  /**
   * Runs for as long as {@code whenReady} takes.
   *
   * @param whenReady called when everything listens
   */
  RunCommand(Consumer<Ready> whenReady) {
    this(System.getenv(), whenReady);
  }

  /** The same, with environment variables that take the place of this process's. */
  RunCommand(Map<String, String> environment, Consumer<Ready> whenReady) {
    this(environment, whenReady, Optional.empty());
  }

  /** Injects the faults of a recorded run in place of rules. */
  RunCommand(Map<String, String> environment, Consumer<Ready> whenReady, Path recorded) {
    this(environment, whenReady, Optional.of(recorded));
  }

  private RunCommand(
      Map<String, String> environment, Consumer<Ready> whenReady, Optional<Path> recorded) {
    this.environment = Map.copyOf(environment);
    this.whenReady = whenReady;
    this.recorded = recorded;
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
    Typed typed = typed(words, plugins, console);
    if (typed.explained().isPresent()) {
      return typed.explained().getAsInt();
    }
    Map<String, String> given = typed.given();
    LongOptions options = typed.options();
    Speech speech = Speech.of(given, console, command(), words, recorded.isPresent());
    Optional<RecordedFile> again = recorded.map(journal -> ReplayOptions.recorded(journal, given));
    GalopinConfig config = load(file, again, options);
    // A replay stays what was recorded.
    Optional<ConfigSource> source =
        file.filter(named -> again.isEmpty())
            .map(
                named ->
                    new ConfigSource(
                        named, isWatched(given), () -> ConfigLoader.load(named, options)));
    refuseToWatchNothing(given, file);
    return run(given, config, source, again, plugins, console, speech);
  }

  /**
   * What a command line says.
   *
   * @param explained the exit code, if it asks only for help
   */
  private record Typed(OptionalInt explained, Map<String, String> given, LongOptions options) {}

  /** Keeps nothing of the plugins, which may be replaced while this runs. */
  private Typed typed(List<String> words, InstalledPlugins plugins, Console console) {
    PluginOptions pluginOptions = new PluginOptions(plugins.catalog());
    Arguments arguments = arguments(plugins.catalog().protocols().keySet(), pluginOptions);
    Optional<Map<String, List<String>>> typed = arguments.parseAll(words);
    plugins.complain(console);
    if (typed.isEmpty()) {
      boolean all = recorded.isPresent() || words.contains(Arguments.HELP);
      int code = all ? arguments.explain(console) : RunHelp.brief(console);
      return new Typed(OptionalInt.of(code), Map.of(), new LongOptions());
    }
    Map<String, String> given = Arguments.first(typed.get());
    LongOptions options = longOptions(given, pluginOptions);
    typed.get().getOrDefault(RunOptions.RULE.name(), List.of()).forEach(options::rule);
    typed.get().getOrDefault(RunOptions.TOXIC.name(), List.of()).forEach(options::toxic);
    return new Typed(OptionalInt.empty(), given, options);
  }

  /** The words of the command line before the options. */
  private List<String> command() {
    return recorded
        .map(file -> List.of("galopin", ReplayOptions.NAME, file.toString()))
        .orElse(List.of("galopin"));
  }

  private Arguments arguments(Set<String> protocols, PluginOptions pluginOptions) {
    boolean again = recorded.isPresent();
    List<CliGroup> groups =
        new ArrayList<>(
            RunOptions.listing(protocols, again ? ReplayOptions.groups() : RunOptions.groups()));
    groups.addAll(pluginOptions.groups());
    return again
        ? new Arguments(ReplayOptions.NAME, ReplayOptions.HELP, groups)
        : new Arguments("", RunHelp.TEXT, groups);
  }

  private static LongOptions longOptions(Map<String, String> given, PluginOptions pluginOptions) {
    LongOptions options = new LongOptions();
    for (CliGroup group : RunOptions.groups()) {
      for (CliOption option : group.options()) {
        String value = given.get(option.name());
        if (value != null && !option.repeated() && !NOT_IN_FILES.contains(option.name())) {
          options.set(option.meta().name(), value);
        }
      }
    }
    pluginOptions.fill(options, given);
    return options;
  }

  private static GalopinConfig load(
      Optional<Path> file, Optional<RecordedFile> again, LongOptions options) {
    if (again.isPresent() && file.isEmpty()) {
      RecordedFile journal = again.get();
      return ConfigLoader.load(Recording.proxies(journal), journal.path().toString(), options);
    }
    return file.isPresent() ? ConfigLoader.load(file.get(), options) : ConfigLoader.load(options);
  }

  static boolean isWatched(Map<String, String> given) {
    return Speech.isOn(RunOptions.WATCH, given, false);
  }

  static void refuseToWatchNothing(Map<String, String> given, Optional<Path> file) {
    if (isWatched(given) && file.isEmpty()) {
      throw CommandFailure.wrong(
          RunOptions.WATCH.name() + ": given without a file (expected: --config FILE, too)");
    }
  }

  private int run(
      Map<String, String> given,
      GalopinConfig config,
      Optional<ConfigSource> source,
      Optional<RecordedFile> again,
      InstalledPlugins plugins,
      Console console,
      Speech speech) {
    again.ifPresent(
        file -> {
          refuseToOverwrite(file.path(), RunOptions.JOURNAL, config.journal());
          refuseToOverwrite(file.path(), RunOptions.EXCHANGES, config.exchanges());
        });
    return new Service(
            config,
            MetricsChoice.of(given, config),
            plugins,
            environment,
            source,
            Optional.ofNullable(given.get(RunOptions.STATE.name())).map(Path::of),
            again,
            speech)
        .run(console, whenReady);
  }

  private static void refuseToOverwrite(Path recorded, CliOption option, Optional<Path> written) {
    Path same = recorded.toAbsolutePath().normalize();
    if (written.filter(file -> file.toAbsolutePath().normalize().equals(same)).isPresent()) {
      throw CommandFailure.wrong(
          option.name()
              + ": "
              + recorded
              + " (expected: another file than the one that is replayed)");
    }
  }
}
