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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what calls change in a file. Thread-safe. */
public final class StateKeeper implements Memory, State, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(StateKeeper.class);

  private final Path named;
  private final SafeFile file;
  private final SavedState found;
  private final StateWriter writer;
  private Map<String, List<SavedEnd>> ends = Map.of();
  private volatile @Nullable Engine engine;
  private volatile @Nullable Live live;

  // Guarded by this. The inner maps are never modified.
  private final Map<String, Map<String, Object>> proxies = new TreeMap<>();
  private List<ProxySpec> configured = List.of();

  private StateKeeper(Path named, SafeFile file, SavedState found) {
    this.named = named;
    this.file = file;
    this.found = found;
    this.writer = new StateWriter(named, file, this::content);
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

  /** Remembers the configuration that applies from now on. */
  public synchronized void configured(List<ProxySpec> configuration) {
    // Plugins may be replaced, and this is not to keep them.
    configured = configuration.stream().map(ProxySpec::inert).toList();
    if (live != null) {
      writer.note();
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
            writer.note();
          }
        });
  }

  @Override
  public CompletableFuture<Void> kept() {
    return writer.kept();
  }

  @Override
  public CompletableFuture<Void> save() {
    writer.note();
    return writer.kept();
  }

  private byte[] content(Instant now) throws IOException {
    List<Map<String, Object>> all;
    List<ProxySpec> files;
    synchronized (this) {
      all = List.copyOf(proxies.values());
      files = configured;
    }
    return SavedState.write(now, all, files.stream().map(SpecForm::write).toList());
  }

  @Override
  public Map<String, Object> shown() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", file.path().toString());
    writer.savedAt().ifPresent(time -> json.put("saved-at", time.toString()));
    writer.problem().ifPresent(reason -> json.put("problem", reason));
    List<ProxySpec> files;
    synchronized (this) {
      files = configured;
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
    writer.close();
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
