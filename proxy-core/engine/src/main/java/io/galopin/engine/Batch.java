package io.galopin.engine;

import io.galopin.api.OptionException;
import io.galopin.engine.listen.ListenException;
import io.galopin.engine.loop.Chains;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Changes one or several proxies, either all or none. New addresses are bound before old ones are
 * released, so that clients are not refused meanwhile. If old addresses of these proxies block the
 * new ones, they are released first. Used once.
 */
final class Batch {

  private final Engine engine;
  private final List<Change> changes = new ArrayList<>();

  Batch(Engine engine) {
    this.engine = engine;
  }

  /** Begins to do what can fail; listen addresses are resolved on the calling thread. */
  void add(Proxy proxy, ProxySpec spec) {
    changes.add(new Change(proxy, spec));
  }

  /**
   * Makes the changes once all that can fail has been done.
   *
   * @param begin is run before the first change
   * @return fails with an {@link IOException} that says what failed for the first proxy that cannot
   *     change, with its name if there are {@code several}; nothing has changed then
   */
  CompletableFuture<List<Proxy>> commit(Runnable begin, boolean several) {
    return ready()
        .thenCompose(ready -> ready ? CompletableFuture.completedFuture(true) : makeRoom())
        .thenCompose(
            ready -> {
              if (!ready) {
                return abandon(several);
              }
              Optional<OptionException> circle = circle();
              if (circle.isPresent()) {
                return abandon(new IOException(circle.get().getMessage(), circle.get()));
              }
              begin.run();
              return inOrder(changes.stream().map(Change::commit).toList());
            });
  }

  private CompletableFuture<Boolean> ready() {
    return all(changes.stream().map(Change::taken).toList())
        .handle((taken, failure) -> failure == null);
  }

  /** Tries once more, without the old addresses that are in the way, if that may help. */
  private CompletableFuture<Boolean> makeRoom() {
    List<Change> failed = changes.stream().filter(change -> change.problem().isPresent()).toList();
    List<Change> inTheWay =
        changes.stream()
            .filter(change -> failed.stream().anyMatch(other -> other.needsPlaceOf(change)))
            .toList();
    if (!failed.stream().allMatch(change -> inTheWay.stream().anyMatch(change::needsPlaceOf))) {
      return CompletableFuture.completedFuture(false);
    }
    return all(inTheWay.stream().map(Change::vacate).toList())
        .thenCompose(
            gone -> {
              failed.forEach(Change::takeAgain);
              return ready();
            });
  }

  private CompletableFuture<List<Proxy>> abandon(boolean several) {
    Change failed =
        changes.stream().filter(change -> change.problem().isPresent()).findFirst().orElseThrow();
    IOException cause = failed.problem().orElseThrow();
    if (!several) {
      return abandon(cause);
    }
    return abandon(
        cause instanceof ListenException listen
            ? listen.at(failed.name())
            : new IOException(failed.name() + ": " + cause.getMessage(), cause));
  }

  /** What is wrong with an upstream, now that it is known where every proxy is to listen. */
  private Optional<OptionException> circle() {
    Map<String, Chains.Station> stations = engine.stations();
    for (Change change : changes) {
      stations.remove(change.name());
      change.station().ifPresent(station -> stations.put(change.name(), station));
    }
    Chains chains = new Chains(stations.values());
    return changes.stream()
        .flatMap(change -> Optional.ofNullable(stations.get(change.name())).stream())
        .flatMap(station -> chains.problem(station).stream())
        .findFirst();
  }

  private CompletableFuture<List<Proxy>> abandon(IOException problem) {
    return all(changes.stream().map(Change::release).toList())
        .thenCompose(released -> inOrder(changes.stream().map(Change::restore).toList()))
        .thenCompose(
            restored -> {
              List<String> lost = restored.stream().flatMap(Optional::stream).toList();
              return CompletableFuture.failedFuture(with(problem, lost));
            });
  }

  private static IOException with(IOException problem, List<String> lost) {
    if (problem instanceof ListenException listen) {
      return listen.with(lost);
    }
    return lost.isEmpty()
        ? problem
        : new IOException(
            problem.getMessage() + "; " + String.join("; ", lost),
            problem.getCause() instanceof OptionException wrong ? wrong : problem);
  }

  private static CompletableFuture<Void> all(List<? extends CompletableFuture<?>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
  }

  private static <T> CompletableFuture<List<T>> inOrder(List<CompletableFuture<T>> done) {
    return all(done).thenApply(ready -> done.stream().map(CompletableFuture::join).toList());
  }
}
