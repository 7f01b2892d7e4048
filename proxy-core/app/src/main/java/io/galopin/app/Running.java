package io.galopin.app;

import io.galopin.app.console.CommandFailure;
import io.galopin.engine.Engine;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * An engine at work, and the file that its journal goes to, if there is one. It ends when it is
 * closed or when the process is told to end, in order either way. Thread-safe.
 */
final class Running implements AutoCloseable {

  private final Engine engine;
  private final Optional<JournalFile> journalFile;

  private final Stop onSignal = Stop.with(this::close);

  private Running(Engine engine, Optional<JournalFile> journalFile) {
    this.engine = engine;
    this.journalFile = journalFile;
  }

  /**
   * Starts an engine; it listens nowhere yet.
   *
   * @throws CommandFailure if the journal's file cannot be written
   */
  static Running start(long seed, Optional<Path> journal) {
    Engine engine = new Engine(EngineSettings.withSeed(seed));
    try {
      return new Running(
          engine, journal.map(file -> JournalFile.open(file, engine.journal()::after, seed)));
    } catch (CommandFailure cannot) {
      engine.close();
      throw cannot;
    }
  }

  /** A seed for those who set none, short enough to be typed. */
  static long anySeed() {
    return new SplittableRandom().nextInt(1_000_000_000);
  }

  Engine engine() {
    return engine;
  }

  /**
   * Opens proxies; returns when all of them listen.
   *
   * @throws CommandFailure if one of them cannot
   */
  List<Proxy> open(List<ProxySpec> specs) {
    List<CompletableFuture<Proxy>> opening = specs.stream().map(engine::open).toList();
    List<Proxy> open = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      try {
        open.add(opening.get(i).join());
      } catch (CompletionException failed) {
        throw CommandFailure.failed(cannotListen(specs.get(i), failed));
      }
    }
    return open;
  }

  private static String cannotListen(ProxySpec spec, CompletionException failed) {
    Throwable cause = failed.getCause() == null ? failed : failed.getCause();
    return "proxy "
        + spec.name()
        + " cannot listen on "
        + spec.listen()
        + ": "
        + cause.getMessage();
  }

  /** Stops everything; the journal's file is complete when it returns. */
  @Override
  public synchronized void close() {
    engine.close();
    journalFile.ifPresent(JournalFile::close);
    onSignal.cancel();
  }
}
