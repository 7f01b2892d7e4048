package io.galopin.app.run;

import io.galopin.app.console.Command;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.journal.JournalFile;
import io.galopin.app.journal.JournalLines;
import io.galopin.app.journal.JournalPlace;
import io.galopin.control.ControlServer;
import io.galopin.control.ControlSettings;
import io.galopin.engine.Catalog;
import io.galopin.engine.Engine;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
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
 * An engine at work, the file that its journal goes to and the control API, if there are such. It
 * ends when it is closed or when the process is told to end, in order either way. Thread-safe.
 */
public final class Running implements AutoCloseable {

  private final Engine engine;
  private final Optional<JournalFile> journalFile;
  private final Metrics metrics;
  private Optional<ControlServer> control = Optional.empty();
  private IntSupplier afterwards = () -> Command.OK;
  private Consumer<Duration> firstly = patience -> {};
  private Runnable lastly = () -> {};
  private int exitCode = Command.OK;

  /** How long what is on its way may take to arrive when the process is told to end. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Stop onSignal = Stop.with(() -> close(PATIENCE));

  private Running(Engine engine, Optional<JournalFile> journalFile, Metrics metrics) {
    this.engine = engine;
    this.journalFile = journalFile;
    this.metrics = metrics;
  }

  /**
   * Starts an engine; it listens nowhere yet.
   *
   * @param proxies that are to be opened at once
   * @throws CommandFailure if the journal's file cannot be written
   */
  public static Running start(
      EngineSettings settings,
      Optional<JournalPlace> journal,
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

  /** A seed for those who set none, short enough to be typed. */
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
   * Opens proxies; returns when all of them listen.
   *
   * @throws CommandFailure if one of them cannot
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

  /** Begins to serve the control API; returns at once. */
  synchronized ControlServer serve(ControlSettings settings, Catalog catalog) {
    ControlServer server = ControlServer.start(settings, engine, catalog);
    control = Optional.of(server);
    return server;
  }

  private static String cannotListen(ProxySpec spec, CompletionException failed) {
    Throwable cause = failed.getCause() == null ? failed : failed.getCause();
    return "proxy " + spec.name() + ": " + cause.getMessage();
  }

  /**
   * Has something done when all traffic has ended.
   *
   * @param last gives the exit code
   */
  synchronized void afterwards(IntSupplier last) {
    afterwards = last;
  }

  /**
   * Has something done when all is about to end.
   *
   * @param first is told how long what is on its way may take to arrive
   */
  synchronized void firstly(Consumer<Duration> first) {
    firstly = first;
  }

  /** Has something done as the very last. */
  synchronized void lastly(Runnable last) {
    lastly = last;
  }

  /** Stops everything; the journal's file is complete when it returns. */
  @Override
  public void close() {
    close(Duration.ZERO);
  }

  /** What the process is to end with; known when everything has stopped. */
  synchronized int exitCode() {
    return exitCode;
  }

  private synchronized int close(Duration patience) {
    control.ifPresent(ControlServer::close);
    firstly.accept(patience);
    engine.close(patience);
    exitCode = afterwards.getAsInt();
    int last = exitCode;
    afterwards = () -> last;
    journalFile.ifPresent(JournalFile::close);
    metrics.close();
    lastly.run();
    onSignal.cancel();
    return exitCode;
  }
}
