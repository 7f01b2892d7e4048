package io.galopin.app.run;

import io.galopin.app.console.Command;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Console;
import io.galopin.app.console.Style;
import io.galopin.app.journal.Recording;
import io.galopin.app.lines.LinesPlace;
import io.galopin.app.options.RecordedFile;
import io.galopin.app.options.RunOptions;
import io.galopin.app.options.Version;
import io.galopin.app.state.StateKeeper;
import io.galopin.app.voice.Lines;
import io.galopin.app.voice.Logging;
import io.galopin.app.voice.Speech;
import io.galopin.app.voice.Telling;
import io.galopin.config.GalopinConfig;
import io.galopin.config.settings.HttpConfig;
import io.galopin.control.ControlServer;
import io.galopin.control.ControlSettings;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.socket.Address;
import io.galopin.engine.tls.TlsEnds;
import io.galopin.live.Renewals;
import io.galopin.metrics.Metrics;
import io.galopin.metrics.MetricsSettings;
import io.galopin.rules.source.ConfigProblem;
import io.galopin.telemetry.TelemetrySettings;
import io.galopin.tls.ClientSide;
import io.galopin.tls.Tls;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the configured proxies and the control API.
 *
 * @param config the configuration
 * @param metrics which metrics are kept
 * @param telemetry what a collector is sent; empty for nothing
 * @param plugins the installed plugins
 * @param environment the environment variables of this process
 * @param again the file from which the configuration can be read again, if there is one
 * @param stateFile where what calls change is kept, if anywhere
 * @param recorded the journal of a run whose faults take the place of rules
 * @param speech the output besides the log
 */
public record Service(
    GalopinConfig config,
    MetricsSettings metrics,
    Optional<TelemetrySettings> telemetry,
    InstalledPlugins plugins,
    Map<String, String> environment,
    Optional<ConfigSource> again,
    Optional<Path> stateFile,
    Optional<RecordedFile> recorded,
    Speech speech) {

  /** How the control API is reached: with which token, and with which TLS. */
  private record Access(Optional<String> token, Optional<ClientSide> tls) {}

  /** The name of the proxy that a command line describes. */
  private static final String MAIN = "main";

  /**
   * Runs for as long as {@code whenReady} takes, and prints what listens.
   *
   * @return the exit code
   * @throws CommandFailure if a proxy or the control API cannot listen
   * @throws ConfigProblem if a plugin refuses its options
   */
  public int run(Console console, Consumer<Ready> whenReady) {
    // Emptied later, because it would keep plugins that are replaced while this runs.
    AtomicReference<List<ProxySpec>> specs = new AtomicReference<>(config.specs(plugins.catalog()));
    Optional<Recording> recording =
        recorded.map(file -> Recording.read(file, specs.get(), plugins.catalog(), console));
    // Checked before anything listens, like all of the user's input.
    Optional<String> token = config.http().flatMap(http -> ControlToken.of(http, environment));
    Optional<ClientSide> tls = config.http().flatMap(ControlTls::of);
    Lines lines = Logging.start(config.logLevel(), config.logOutput(), console);
    try (Telling telling = new Telling(speech, lines, config.logOutput().isPresent(), console)) {
      return run(console, whenReady, specs, recording, new Access(token, tls), telling);
    }
  }

  @SuppressWarnings("UnnecessaryAsync") // what is in it can be let go while the run goes on
  private int run(
      Console console,
      Consumer<Ready> whenReady,
      AtomicReference<List<ProxySpec>> specs,
      Optional<Recording> recording,
      Access access,
      Telling telling) {
    Logger log = LoggerFactory.getLogger(Service.class);
    log(log, specs.get());
    long seed =
        recording.map(Recording::seed).orElseGet(() -> config.seed().orElseGet(Running::anySeed));
    Optional<StateKeeper> state = stateFile.map(StateKeeper::open);
    AtomicReference<List<ProxySpec>> meant = new AtomicReference<>(meant(recording, state, specs));
    EngineSettings watched = settings(seed).withWatch(telling.tally());
    MetricsSettings counted = telemetry.isPresent() ? metrics.withReader() : metrics;
    Running running =
        Running.start(watched, journal(console), meant.get(), plugins.versions(), counted);
    try (running) {
      telemetry.ifPresent(to -> running.sendTo(to.with("galopin.seed", Long.toString(seed))));
      running.firstly(patience -> telling.end(running.engine(), patience));
      running.lastly(telling::close);
      exchanges(console).ifPresent(running::writeExchanges);
      state.ifPresent(running::keepIn);
      List<Proxy> proxies = running.open(meant.get());
      state.ifPresent(kept -> kept.begin(running.engine(), running.live(config.impairMax())));
      running.knows(config.profiles());
      again.ifPresent(file -> running.reloadWith(reloading(file, specs.get(), running, state)));
      specs.set(List.of());
      meant.set(List.of());
      Optional<InetSocketAddress> address = serve(running, access);
      telling.begin(running.engine().journal());
      running.afterwards(
          () -> {
            telling.sumUp(seed);
            return recording.map(known -> end(known, telling)).orElse(Command.OK);
          });
      Ready ready = new Ready(proxies, address);
      say(ready, seed, sayer(console));
      again.ifPresent(file -> follow(file, running));
      whenReady.accept(ready);
    }
    return running.exitCode();
  }

  /** Logs what users may want to know of the configuration. */
  private void log(Logger log, List<ProxySpec> specs) {
    config.notices().forEach(log::info);
    if (specs.stream().anyMatch(spec -> !spec.tls().equals(TlsEnds.NONE))) {
      log.info("TLS: {}", Tls.providerName());
    }
  }

  /** Starts the control API, if there is to be one, and returns where it listens. */
  private Optional<InetSocketAddress> serve(Running running, Access access) {
    return config
        .http()
        .map(http -> settings(http, access, running.metrics()))
        .map(settings -> running.serve(settings, plugins))
        .map(Service::address);
  }

  private Optional<LinesPlace> journal(Console console) {
    return config
        .journal()
        .map(file -> LinesPlace.of(RunOptions.JOURNAL.name(), file, console.out()));
  }

  private Optional<LinesPlace> exchanges(Console console) {
    return config
        .exchanges()
        .map(file -> LinesPlace.of(RunOptions.EXCHANGES.name(), file, console.out()));
  }

  /** The configuration with what calls have changed, or what a recorded run did. */
  private List<ProxySpec> meant(
      Optional<Recording> recording,
      Optional<StateKeeper> state,
      AtomicReference<List<ProxySpec>> specs) {
    return state
        .map(kept -> merged(kept, specs.get()))
        .or(() -> recording.map(Recording::specs))
        .orElseGet(specs::get);
  }

  /** Reads the configuration and the plugins again when they change. */
  private void follow(ConfigSource file, Running running) {
    running.follow(file);
    if (file.watched()) {
      plugins.follow(running.watch(), new Renewals(running.live(config.impairMax())));
    }
  }

  private List<ProxySpec> merged(StateKeeper state, List<ProxySpec> specs) {
    try {
      return state.merged(specs, plugins.catalog());
    } catch (CommandFailure wrong) {
      state.close();
      throw wrong;
    }
  }

  private Reloading reloading(
      ConfigSource file, List<ProxySpec> specs, Running running, Optional<StateKeeper> state) {
    return new Reloading(
        file,
        config,
        specs,
        plugins::catalog,
        running.engine(),
        running.live(config.impairMax()),
        (read, wanted) -> {
          running.knows(read.profiles());
          state.ifPresent(kept -> kept.configured(wanted));
        });
  }

  /** Says which recorded faults are missing, and returns the exit code of the replay. */
  private int end(Recording recording, Telling telling) {
    boolean missing = recording.tellWhatIsMissing(telling::complain);
    boolean lenient = recorded.filter(RecordedFile::lenient).isPresent();
    return missing && !lenient ? Command.MISSING : Command.OK;
  }

  private void say(Ready ready, long seed, Consumer<Function<Style, String>> say) {
    for (Proxy proxy : ready.proxies()) {
      say.accept(style -> ReadyLine.of(proxy, seed, style));
    }
    ready
        .control()
        .ifPresent(
            where -> say.accept(style -> ReadyLine.ofControl(controlAt(where), seed, style)));
    Unverified.warn(ready.proxies());
  }

  /** Prints what is ready, but not to standard output if the journal or exchanges go there. */
  private Consumer<Function<Style, String>> sayer(Console console) {
    return Stream.of(config.journal(), config.exchanges())
            .flatMap(Optional::stream)
            .anyMatch(LinesPlace::isStandardOutput)
        ? line -> console.err().println(line.apply(console.errStyle()))
        : line -> console.out().println(line.apply(console.style()));
  }

  private EngineSettings settings(long seed) {
    EngineSettings usual = EngineSettings.withSeed(seed);
    return usual.withHeld(
        config.heldPerLink().orElse(usual.heldPerLink()),
        config.heldInAll().orElse(usual.heldInAll()));
  }

  private String controlAt(InetSocketAddress where) {
    HttpConfig http = config.http().orElseThrow();
    return (http.tls().isPresent() ? "https://" : "http://")
        + new Address(http.host(), 0).at(where);
  }

  private static InetSocketAddress address(ControlServer server) {
    try {
      return server.address().join();
    } catch (CompletionException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      throw WayOut.of(String.valueOf(cause.getMessage()));
    }
  }

  private ControlSettings settings(HttpConfig http, Access access, Metrics counted) {
    return new ControlSettings(
            http.host(),
            http.port(),
            access.token(),
            Version.number(),
            Optional.of(MAIN),
            Optional.of(counted::scrape),
            config.impairMax())
        .withTls(access.tls());
  }
}
