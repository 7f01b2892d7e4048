package io.galopin.live;

import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Keeps what changes, so that it is there after a restart. Thread-safe. */
public interface Memory {

  /** Keeps nothing. */
  Memory NONE =
      new Memory() {
        @Override
        public void changed(Set<String> proxies) {}

        @Override
        public CompletableFuture<Void> kept() {
          return CompletableFuture.completedFuture(null);
        }
      };

  /**
   * Notes what these proxies are now. Called at the end of each turn, before anybody else may
   * change them.
   *
   * @param proxies names of proxies, which may have changed, or be gone
   */
  void changed(Set<String> proxies);

  /** Completes when everything that was noted is kept, or fails with a sentence. */
  CompletableFuture<Void> kept();
}
