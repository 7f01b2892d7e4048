package io.galopin.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Serializes the changes of each proxy, in the order of the calls, even before the proxy exists.
 * Changes of different proxies do not wait for each other. Waiting takes no thread. Thread-safe.
 */
public final class Turns {

  /**
   * By proxy name, the future that completes when the proxy's newest turn ends. Guarded by this.
   */
  private final Map<String, CompletableFuture<Void>> last = new HashMap<>();

  private volatile Memory memory = Memory.NONE;

  /** Lets {@code kept} note all changes from now on. */
  public void keepIn(Memory kept) {
    memory = kept;
  }

  /** Completes when all changes of turns that are over are kept, or fails with a sentence. */
  public CompletableFuture<Void> kept() {
    return memory.kept();
  }

  /**
   * The right to change some proxies.
   *
   * @param names the proxies that nobody else changes until the turn ends
   * @param over completes when the turn ends
   */
  public record Turn(Set<String> names, CompletableFuture<Void> over) {}

  /**
   * Waits until it is the turn for these proxies, does the work and ends the turn. Blocks the
   * calling thread.
   */
  public <T> T inTurn(Collection<String> names, Supplier<T> work) {
    Turn turn = next(names).join();
    try {
      return work.get();
    } finally {
      end(turn);
    }
  }

  /**
   * Checks that a turn is taken for a proxy. Every change calls this first.
   *
   * @throws IllegalStateException if nobody has the turn for this proxy
   */
  synchronized void require(String name) {
    if (!last.containsKey(name)) {
      throw new IllegalStateException(name + ": is changed out of turn");
    }
  }

  /**
   * Completes when all earlier turns for any of these proxies are over. The caller must {@link
   * #end} the turn.
   */
  public CompletableFuture<Turn> next(Collection<String> names) {
    Turn turn = new Turn(Set.copyOf(names), new CompletableFuture<>());
    List<CompletableFuture<Void>> earlier = new ArrayList<>();
    // Takes all names at once, so that no two turns wait for each other.
    synchronized (this) {
      for (String name : turn.names()) {
        CompletableFuture<Void> before = last.put(name, turn.over());
        if (before != null) {
          earlier.add(before);
        }
      }
    }
    return CompletableFuture.allOf(earlier.toArray(CompletableFuture[]::new))
        .thenApply(over -> turn);
  }

  /** Ends a turn, so that the next one for each of its proxies may begin. */
  public void end(Turn turn) {
    try {
      memory.changed(turn.names());
    } finally {
      endNow(turn);
    }
  }

  private void endNow(Turn turn) {
    synchronized (this) {
      turn.names().forEach(name -> last.remove(name, turn.over()));
    }
    turn.over().complete(null);
  }
}
