package io.galopin.live;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A change that the engine could not make: an address cannot be had, or upstreams lead in a circle.
 * Everything is as it was.
 */
public final class ChangeFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Throwable reason;

  private ChangeFailed(Throwable reason) {
    super(String.valueOf(reason.getMessage()), reason);
    this.reason = reason;
  }

  /** What the engine says. */
  public Throwable reason() {
    return reason;
  }

  /** Waits for what the engine does about addresses. */
  static <T> T orDone(CompletableFuture<T> change) {
    try {
      return change.join();
    } catch (CompletionException failed) {
      throw new ChangeFailed(failed.getCause() == null ? failed : failed.getCause());
    }
  }
}
