package io.galopin.control;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads the configuration again and changes what differs. Thread-safe. */
@FunctionalInterface
public interface Reloads {

  /**
   * Begins to read it and returns at once.
   *
   * @return what has changed, as lines. Fails with a {@link io.galopin.rules.source.ConfigProblem}
   *     if the configuration is wrong, with a {@link io.galopin.live.ChangeFailed} if the engine
   *     cannot become so, and with an {@link IllegalStateException} if it cannot begin now. Nothing
   *     has changed then
   */
  CompletableFuture<List<String>> reload();
}
