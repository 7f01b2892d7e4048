package io.galopin.app.run;

import io.galopin.app.console.Command;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.exchange.ExchangesFile;
import io.galopin.app.journal.JournalFile;
import io.galopin.app.journal.JournalLines;
import io.galopin.app.lines.LinesPlace;
import io.galopin.app.state.StateKeeper;
import io.galopin.app.watch.FileWatch;
import io.galopin.app.watch.Hangup;
import io.galopin.config.form.Includes;
import io.galopin.control.ControlServer;
import io.galopin.control.ControlSettings;
import io.galopin.control.Plugins;
import io.galopin.control.RunFiles;
import io.galopin.engine.Engine;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.live.Live;
import io.galopin.metrics.Metrics;
import io.galopin.metrics.MetricsSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * A running engine, with the files of its journal and exchanges, and its control API, if there are
 * any. Closing it or a signal stops everything in order. Thread-safe.
 */
public final class Running implements AutoCloseable {

  private final Engine engine;
  private final Optional<JournalFile> journalFile;
  private Optional<ExchangesFile> exchangesFile = Optional.empty();
  private final Metrics metrics;
  private Optional<Live> live = Optional.empty();
  private Optional<StateKeeper> state = Optional.empty();
  private Optional<Reloading> reloading = Optional.empty();
  private Optional<Hangup> hangup = Optional.empty();
  private Optional<FileWatch> watch = Optional.empty();
  private Optional<ControlServer> control = Optional.empty();
  private IntSupplier afterwards = () -> Command.OK;
  private Consumer<Duration> firstly = patience -> {};
  private Runnable lastly = () -> {};
  private int exitCode = Command.OK;

  /** How long bytes in transit may take to arrive after a signal. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Stop onSignal = Stop.with(() -> close(PATIENCE));

  private Running(Engine engine, Optional<JournalFile> journalFile, Metrics metrics) {
    this.engine = engine;
    this.journalFile = journalFile;
    this.metrics = metrics;
  }

  /**
   * Starts an engine that does not listen yet.
   *
   * @param proxies the proxies that will be opened first
   * @throws CommandFailure if the journal file cannot be written
   */
  public static Running start(
      EngineSettings settings,
      Optional<LinesPlace> journal,
      List<ProxySpec> proxies,
      MetricsSettings counted) {
    Metrics metrics = new Metrics(counted);
    Engine engine = new Engine(settings.withMeters(metrics::meterFor));
    try {
      return new Running(
          engine,
          journal.map(
              place ->
                  JournalFile.open(
                      place,
                      engine.journal()::after,
                      settings.seed(),
                      JournalLines.run(Instant.now(), settings.seed(), proxies))),
          metrics);
    } catch (CommandFailure cannot) {
      engine.close();
      metrics.close();
      throw cannot;
    }
  }

  /** A random seed, short enough to be typed. */
  public static long anySeed() {
    return new SplittableRandom().nextInt(1_000_000_000);
  }

  Metrics metrics() {
    return metrics;
  }

  public Engine engine() {
    return engine;
  }

  /**
   * Opens proxies and returns when all of them listen.
   *
   * @throws CommandFailure if one cannot listen
   */
  public List<Proxy> open(List<ProxySpec> specs) {
    List<CompletableFuture<Proxy>> opening = specs.stream().map(engine::open).toList();
    List<Proxy> open = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      try {
        open.add(opening.get(i).join());
      } catch (CompletionException failed) {
        throw WayOut.of(cannotListen(specs.get(i), failed));
      }
    }
    return open;
  }

  /**
   * Writes the exchanges that end from now on.
   *
   * @throws CommandFailure if the file cannot be written
   */
  synchronized void writeExchanges(LinesPlace place) {
    exchangesFile = Optional.of(ExchangesFile.open(place, engine.exchanges()));
  }

  /** Returns what alone changes the engine from now on. */
  synchronized Live live(Optional<Duration> impairMax) {
    Live made = live.orElseGet(() -> ControlServer.live(engine, impairMax));
    live = Optional.of(made);
    return made;
  }

  /** Sets what keeps changes, which is closed after the last of them. */
  synchronized void keepIn(StateKeeper made) {
    state = Optional.of(made);
  }

  /** Reads the configuration again when a call asks for it, from now on. */
  synchronized void reloadWith(Reloading made) {
    reloading = Optional.of(made);
  }

  /** Reads the configuration again at SIGHUP, too, and when a watched file changes. */
  synchronized void follow(ConfigSource source) {
    Reloading made = reloading.orElseThrow();
    hangup = Optional.of(Hangup.calls(made::reload));
    if (source.watched()) {
      watch()
          .add(
              source.file().toAbsolutePath(),
              () -> Includes.of(source.file()),
              made::reloadIfChanged);
    }
  }

  /** Returns what looks at files until this is closed. */
  synchronized FileWatch watch() {
    FileWatch looking = watch.orElseGet(FileWatch::new);
    watch = Optional.of(looking);
    return looking;
  }

  /** Starts the control API; returns at once. */
  synchronized ControlServer serve(ControlSettings settings, Plugins plugins) {
    ControlServer server =
        ControlServer.start(
            settings, engine, plugins, live(settings.impairMax()), new RunFiles(reloading, state));
    control = Optional.of(server);
    return server;
  }

  private static String cannotListen(ProxySpec spec, CompletionException failed) {
    Throwable cause = failed.getCause() == null ? failed : failed.getCause();
    return "proxy " + spec.name() + ": " + cause.getMessage();
  }

  /**
   * Sets the action to run when all traffic has ended.
   *
   * @param last returns the exit code
   */
  synchronized void afterwards(IntSupplier last) {
    afterwards = last;
  }

  /**
   * Sets the action to run when the end begins.
   *
   * @param first receives how long bytes in transit may take to arrive
   */
  synchronized void firstly(Consumer<Duration> first) {
    firstly = first;
  }

  /** Sets the action to run at the very end. */
  synchronized void lastly(Runnable last) {
    lastly = last;
  }

  /** Stops everything; the files of the journal and of exchanges are complete when it returns. */
  @Override
  public void close() {
    close(Duration.ZERO);
  }

  /** The exit code of the process; known when everything has stopped. */
  synchronized int exitCode() {
    return exitCode;
  }

  private synchronized int close(Duration patience) {
    hangup.ifPresent(Hangup::close);
    watch.ifPresent(FileWatch::close);
    reloading.ifPresent(Reloading::close);
    control.ifPresent(ControlServer::close);
    live.ifPresent(Live::close);
    state.ifPresent(StateKeeper::close);
    firstly.accept(patience);
    engine.close(patience);
    exitCode = afterwards.getAsInt();
    int last = exitCode;
    afterwards = () -> last;
    journalFile.ifPresent(JournalFile::close);
    exchangesFile.ifPresent(ExchangesFile::close);
    metrics.close();
    lastly.run();
    onSignal.cancel();
    return exitCode;
  }
}
