package io.galopin.live;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A change that the engine could not make: an address is not available, or upstreams lead in a
 * circle. Nothing has changed.
 */
public final class ChangeFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Throwable reason;

  private ChangeFailed(Throwable reason) {
    super(String.valueOf(reason.getMessage()), reason);
    this.reason = reason;
  }

  /** The engine's exception. */
  public Throwable reason() {
    return reason;
  }

  /** Waits until the engine has made the change. */
  static <T> T orDone(CompletableFuture<T> change) {
    try {
      return change.join();
    } catch (CompletionException failed) {
      throw new ChangeFailed(failed.getCause() == null ? failed : failed.getCause());
    }
  }
}
