package io.galopin.control;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The file that keeps what calls have changed. Thread-safe. */
public interface State {

  /** Returns where it is, when it was saved, and what differs from the configuration. May block. */
  Map<String, Object> shown();

  /** Saves it now. Completes when that is done, or fails with a sentence. */
  CompletableFuture<Void> save();
}
