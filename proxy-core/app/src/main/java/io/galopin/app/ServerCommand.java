package io.galopin.app;

import io.galopin.app.console.Command;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Console;
import io.galopin.app.console.SingleDash;
import io.galopin.app.options.Arguments;
import io.galopin.app.options.CliGroup;
import io.galopin.app.options.CliOption;
import io.galopin.app.options.ControlOptions;
import io.galopin.app.options.HelpText;
import io.galopin.app.options.MetricsChoice;
import io.galopin.app.options.RunOptions;
import io.galopin.app.options.TelemetryChoice;
import io.galopin.app.options.Version;
import io.galopin.app.run.ConfigSource;
import io.galopin.app.run.InstalledPlugins;
import io.galopin.app.run.Ready;
import io.galopin.app.run.Service;
import io.galopin.app.run.Stop;
import io.galopin.app.voice.Speech;
import io.galopin.config.ConfigLoader;
import io.galopin.config.GalopinConfig;
import io.galopin.config.settings.LongOptions;
import io.galopin.metrics.MetricsSettings;
import io.galopin.rules.source.ConfigProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs the control API, and the proxies that its clients create, until a signal ends the process.
 * It takes the options and has the defaults of Toxiproxy's server.
 */
final class ServerCommand implements Command {

  private static final String NAME = "server";

  /** The environment variable that sets the log level, as with Toxiproxy. */
  private static final String LOG_LEVEL = "LOG_LEVEL";

  /** The options that configuration files have under the same name. */
  private static final List<CliOption> COMMON =
      List.of(
          RunOptions.SEED,
          RunOptions.PLUGINS,
          RunOptions.JOURNAL,
          RunOptions.EXCHANGES,
          RunOptions.LOG_LEVEL,
          RunOptions.LOG_OUTPUT,
          ControlOptions.TOKEN_FILE,
          ControlOptions.OTEL);

  static final List<CliGroup> GROUPS =
      List.of(
          new CliGroup(
              "What to serve",
              List.of(
                  ControlOptions.HOST,
                  ControlOptions.PORT,
                  ControlOptions.TOKEN_FILE,
                  RunOptions.CONFIG,
                  RunOptions.WATCH,
                  RunOptions.STATE,
                  RunOptions.PLUGINS)),
          new CliGroup(
              "Seed, journal and exchanges",
              List.of(RunOptions.SEED, RunOptions.JOURNAL, RunOptions.EXCHANGES)),
          new CliGroup("TLS of the control API", ControlOptions.tls()),
          new CliGroup(
              "Metrics, at /metrics",
              List.of(ControlOptions.PROXY_METRICS, ControlOptions.RUNTIME_METRICS)),
          ControlOptions.sentGroup(),
          new CliGroup(
              "Log and messages",
              List.of(
                  RunOptions.LOG_LEVEL,
                  RunOptions.LOG_OUTPUT,
                  RunOptions.LOG_FAULTS,
                  RunOptions.QUIET)));

  private static final HelpText HELP =
      new HelpText(
          "galopin server [OPTION...]",
          """
          Runs the control API and the proxies that its clients create, in place of
          Toxiproxy's server. Options may begin with one hyphen or two.\
          """,
          """

          Examples
            At the address that Toxiproxy's clients use, without any proxy yet:
              galopin server

            With the proxies of a Toxiproxy file, reachable from other machines:
              galopin server -host 0.0.0.0 -config conf/toxiproxy.json
          """);

  private final Map<String, String> environment;
  private final Consumer<Ready> whenReady;

  /** Runs until a signal comes. */
  ServerCommand() {
    this(System.getenv(), ready -> Stop.await());
  }

  /** Runs for as long as {@code whenReady} takes. */
  ServerCommand(Map<String, String> environment, Consumer<Ready> whenReady) {
    this.environment = Map.copyOf(environment);
    this.whenReady = whenReady;
  }

  @Override
  public int run(List<String> typed, Console console) {
    List<String> words = SingleDash.doubled(typed, optionNames());
    if (words.contains(Version.OPTION)) {
      return Version.tell(console);
    }
    Arguments arguments = new Arguments(NAME, HELP, GROUPS);
    Optional<Map<String, String>> given = arguments.parse(words);
    if (given.isEmpty()) {
      return arguments.explain(console);
    }
    EarlyOptions early = EarlyOptions.in(words);
    try (InstalledPlugins plugins = early.installed()) {
      plugins.complain(console);
      LongOptions options = longOptions(given.get());
      GalopinConfig config = ConfigLoader.loadForServer(early.config(), options);
      Optional<ConfigSource> source =
          early.config().map(file -> source(file, RunCommand.isWatched(given.get()), options));
      RunCommand.refuseToWatchNothing(given.get(), early.config());
      MetricsSettings metrics = MetricsChoice.of(given.get(), config);
      Speech speech = Speech.of(given.get(), console, List.of("galopin", NAME), words, false);
      return new Service(
              config,
              metrics,
              TelemetryChoice.of(config, environment),
              plugins,
              environment,
              source,
              Optional.ofNullable(given.get().get(RunOptions.STATE.name())).map(Path::of),
              Optional.empty(),
              speech)
          .run(console, whenReady);
    } catch (ConfigProblem wrong) {
      throw CommandFailure.wrong(wrong.getMessage());
    }
  }

  private static ConfigSource source(Path file, boolean watched, LongOptions options) {
    return new ConfigSource(
        file, watched, () -> ConfigLoader.loadForServer(Optional.of(file), options));
  }

  private static List<String> optionNames() {
    List<String> names = new ArrayList<>(List.of(Arguments.HELP, Version.OPTION));
    GROUPS.forEach(group -> group.options().forEach(option -> names.add(option.name())));
    return names;
  }

  private LongOptions longOptions(Map<String, String> given) {
    LongOptions options = new LongOptions();
    String level = environment.getOrDefault(LOG_LEVEL, "");
    if (!level.isBlank()) {
      options.set(RunOptions.LOG_LEVEL.meta().name(), level, LOG_LEVEL);
    }
    for (CliOption option : COMMON) {
      put(given, option, option, options);
    }
    for (CliOption option : ControlOptions.tls()) {
      put(given, option, option, options);
    }
    put(given, ControlOptions.HOST, ControlOptions.HTTP_HOST, options);
    put(given, ControlOptions.PORT, ControlOptions.HTTP_PORT, options);
    return options;
  }

  private static void put(
      Map<String, String> given, CliOption typed, CliOption meant, LongOptions options) {
    String value = given.get(typed.name());
    if (value != null) {
      options.set(meant.meta().name(), value, typed.name());
    }
  }
}
