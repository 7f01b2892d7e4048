package io.galopin.engine.exchange;

import io.galopin.api.Trouble;
import org.jspecify.annotations.Nullable;

/** The way to the backend, as requests see it. Used only on the connection's event loop. */
public interface Dialing {

  /** Starts to connect to the backend. Called at most once. */
  void dial();

  /** Returns why there is no backend; null while there may be one. */
  @Nullable Trouble trouble();
}
