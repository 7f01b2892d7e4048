package io.galopin.app.state;

import io.galopin.app.console.CommandFailure;
import io.galopin.control.State;
import io.galopin.engine.Catalog;
import io.galopin.engine.Engine;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.live.Live;
import io.galopin.live.Memory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what calls change in a file. Changes that come while it is written wait, and are written
 * together next. Thread-safe.
 */
public final class StateKeeper implements Memory, State, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(StateKeeper.class);
  private static final int AGAIN_SECONDS = 5;
  private static final int CLOSING_SECONDS = 3;

  private final Path named;
  private final SafeFile file;
  private final SavedState found;
  private final ScheduledThreadPoolExecutor writer;
  private Map<String, List<SavedEnd>> ends = Map.of();
  private volatile @Nullable Engine engine;
  private volatile @Nullable Live live;

  // Guarded by this. The inner maps are never modified.
  private final Map<String, Map<String, Object>> proxies = new TreeMap<>();
  private List<ProxySpec> configured = List.of();
  private long noted;
  private long saved;
  private boolean scheduled;
  private List<CompletableFuture<Void>> waiting = new ArrayList<>();
  private @Nullable Instant savedAt;
  private @Nullable String problem;

  private StateKeeper(Path named, SafeFile file, SavedState found) {
    this.named = named;
    this.file = file;
    this.found = found;
    this.writer =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "galopin-state");
              thread.setDaemon(true);
              return thread;
            });
    writer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * Reads the file, if it is there, and takes it for this process.
   *
   * @throws CommandFailure if it is no state, or cannot be written
   */
  public static StateKeeper open(Path named) {
    SafeFile file;
    try {
      file = SafeFile.take(named);
    } catch (IOException cannot) {
      throw CommandFailure.failed(
          "--state: "
              + SafeFile.reason(cannot)
              + " (expected: a file that this run alone can write)");
    }
    try {
      byte[] bytes = file.read().orElse(new byte[0]);
      SavedState found = bytes.length == 0 ? SavedState.none() : SavedState.read(bytes);
      return new StateKeeper(named, file, found);
    } catch (IOException wrong) {
      close(file);
      throw unreadable(named, SafeFile.reason(wrong));
    }
  }

  private static CommandFailure unreadable(Path named, String reason) {
    return CommandFailure.wrong(
        "--state: "
            + named
            + ": "
            + reason
            + " (expected: what Galopin has saved; move the file away to start without it)");
  }

  /**
   * Returns what runs at the start: the configuration, and what calls have changed.
   *
   * @throws CommandFailure if the state does not fit, such as one with a plugin that is gone
   */
  public List<ProxySpec> merged(List<ProxySpec> configuration, Catalog catalog) {
    configured(configuration);
    try {
      SavedState.Start start = found.merged(configuration, catalog, Instant.now());
      ends = start.ends();
      start.over().forEach(log::info);
      return start.proxies();
    } catch (RuntimeException wrong) {
      throw unreadable(named, String.valueOf(wrong.getMessage()));
    }
  }

  /**
   * Begins to keep changes, once all proxies run.
   *
   * @throws CommandFailure if the file cannot be written
   */
  public void begin(Engine running, Live changes) {
    engine = running;
    live = changes;
    List<String> names = running.proxies().stream().map(proxy -> proxy.spec().name()).toList();
    changes.turns().keepIn(this);
    changes.turns().inTurn(names, () -> restored(running, changes));
    ends = Map.of();
    try {
      save().join();
    } catch (CompletionException cannot) {
      throw CommandFailure.failed("--state: " + cannot.getCause().getMessage());
    }
  }

  private boolean restored(Engine running, Live changes) {
    for (Proxy proxy : running.proxies()) {
      ends.getOrDefault(proxy.spec().name(), List.of())
          .forEach(end -> changes.restore(proxy, end.impairment(), end.before()));
    }
    return true;
  }

  /** Notes another configuration. */
  public synchronized void configured(List<ProxySpec> configuration) {
    // Plugins may be replaced, and this is not to keep them.
    configured = configuration.stream().map(ProxySpec::inert).toList();
    noted++;
    if (live != null) {
      schedule();
    }
  }

  @Override
  public void changed(Set<String> names) {
    Live changes = live;
    if (changes == null) {
      return;
    }
    Map<String, Map<String, Object>> now = new LinkedHashMap<>();
    for (String name : names) {
      now.put(name, changes.find(name).map(proxy -> written(proxy, changes)).orElse(Map.of()));
    }
    note(now);
  }

  private static Map<String, Object> written(Proxy proxy, Live changes) {
    Map<String, Object> json = SpecForm.write(changes.impairments().withoutFlap(proxy));
    List<Map<String, Object>> ends = SavedEnd.write(changes.impairments(), proxy);
    if (!ends.isEmpty()) {
      json.put(SavedState.ENDS, ends);
    }
    return json;
  }

  private synchronized void note(Map<String, Map<String, Object>> now) {
    now.forEach(
        (name, json) -> {
          Map<String, Object> before =
              json.isEmpty() ? proxies.remove(name) : proxies.put(name, json);
          if (!json.equals(before == null ? Map.of() : before)) {
            noted++;
            schedule();
          }
        });
  }

  @Override
  public synchronized CompletableFuture<Void> kept() {
    if (saved == noted) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    waiting.add(done);
    schedule();
    return done;
  }

  @Override
  public synchronized CompletableFuture<Void> save() {
    noted++;
    return kept();
  }

  /** Has it written soon. Needs the lock. */
  private void schedule() {
    if (!scheduled) {
      try {
        writer.execute(this::write);
        scheduled = true;
      } catch (RejectedExecutionException closed) {
        failAll(new IOException("the process ends, so the change is not saved in " + named));
      }
    }
  }

  private void failAll(IOException why) {
    List<CompletableFuture<Void>> failed = waiting;
    waiting = new ArrayList<>();
    failed.forEach(each -> each.completeExceptionally(why));
  }

  private void write() {
    long number;
    List<CompletableFuture<Void>> done;
    List<Map<String, Object>> all;
    List<ProxySpec> files;
    synchronized (this) {
      scheduled = false;
      number = noted;
      done = waiting;
      waiting = new ArrayList<>();
      if (number == saved) {
        // Saved by the write that ran when they began to wait.
        done.forEach(each -> each.complete(null));
        return;
      }
      all = List.copyOf(proxies.values());
      files = configured;
    }
    try {
      Instant now = Instant.now();
      file.write(SavedState.write(now, all, files.stream().map(SpecForm::write).toList()));
      succeeded(number, now);
      done.forEach(each -> each.complete(null));
    } catch (IOException | RuntimeException | Error cannot) {
      IOException why = failed(cannot);
      done.forEach(each -> each.completeExceptionally(why));
    }
  }

  private synchronized void succeeded(long number, Instant now) {
    saved = number;
    savedAt = now;
    if (problem != null) {
      problem = null;
      log.info("the state is saved in {} again", named);
    }
  }

  private synchronized IOException failed(Throwable cannot) {
    String reason = SafeFile.reason(cannot);
    if (problem == null) {
      log.error("the state cannot be saved: {}; it is tried again", reason);
    }
    problem = reason;
    try {
      writer.schedule(this::write, AGAIN_SECONDS, TimeUnit.SECONDS);
    } catch (RejectedExecutionException closed) {
      log.debug("no time to save the state again");
    }
    return new IOException(
        "the change is made, but it would not survive a restart: "
            + reason
            + " (expected: a file that can be written; it is tried again every "
            + AGAIN_SECONDS
            + " s)",
        cannot);
  }

  @Override
  public Map<String, Object> shown() {
    List<ProxySpec> files;
    Map<String, Object> json = new LinkedHashMap<>();
    synchronized (this) {
      files = configured;
      json.put("file", file.path().toString());
      if (savedAt != null) {
        json.put("saved-at", savedAt.toString());
      }
      if (problem != null) {
        json.put("problem", problem);
      }
    }
    Engine running = engine;
    List<ProxySpec> now =
        running == null ? List.of() : running.proxies().stream().map(Proxy::spec).toList();
    json.put("changed", SavedState.differences(files, now));
    return json;
  }

  /** Saves what is not saved yet, and gives the file back. */
  @Override
  public void close() {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        log.warn("the state is not saved in time: {}", named);
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    close(file);
  }

  private static void close(SafeFile file) {
    try {
      file.close();
    } catch (IOException cannot) {
      log.debug("{}", cannot.toString());
    }
  }
}
