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
 * Has changes of one proxy made one after the other, in the order of the calls, also while it does
 * not exist yet; changes of different proxies do not wait for each other. Waiting takes no thread.
 * Thread-safe.
 */
public final class Turns {

  /** What ends with the last turn that was given for a proxy, by its name. Guarded by this. */
  private final Map<String, CompletableFuture<Void>> last = new HashMap<>();

  /**
   * Somebody's turn.
   *
   * @param names the proxies that nobody else changes until its end
   * @param over completes at its end
   */
  public record Turn(Set<String> names, CompletableFuture<Void> over) {}

  /** Does something when the turn of these proxies comes; the calling thread waits for that. */
  public <T> T inTurn(Collection<String> names, Supplier<T> work) {
    Turn turn = next(names).join();
    try {
      return work.get();
    } finally {
      end(turn);
    }
  }

  /**
   * To be called before a proxy is changed.
   *
   * @throws IllegalStateException if it is nobody's turn
   */
  synchronized void require(String name) {
    if (!last.containsKey(name)) {
      throw new IllegalStateException(name + ": is changed out of turn");
    }
  }

  /** Comes when all earlier turns with one of these proxies are over; to be {@link #end ended}. */
  public CompletableFuture<Turn> next(Collection<String> names) {
    Turn turn = new Turn(Set.copyOf(names), new CompletableFuture<>());
    List<CompletableFuture<Void>> earlier = new ArrayList<>();
    // All at once, so that no two wait for each other.
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

  /** It is over: the next one for each of its proxies may come. */
  public void end(Turn turn) {
    synchronized (this) {
      turn.names().forEach(name -> last.remove(name, turn.over()));
    }
    turn.over().complete(null);
  }
}
