package io.galopin.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Changes of several proxies, of which all or none are made. Used once. */
final class Batch {

  private record Change(
      ProxySpec spec, Proxy proxy, CompletableFuture<Optional<Listener>> prepared) {

    IOException problem(Throwable failure) {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      return new IOException(spec.name() + ": " + cause.getMessage(), cause);
    }
  }

  private final List<Change> changes = new ArrayList<>();

  /** Begins to do what can fail; listen addresses are resolved on the calling thread. */
  void add(Proxy proxy, ProxySpec spec) {
    changes.add(new Change(spec, proxy, proxy.prepare(spec)));
  }

  /**
   * Makes the changes once all that can fail has been done.
   *
   * @param begin is run before the first change
   * @return failed with {@link IOException} that names the first proxy of which something could not
   *     be done; nothing has changed then
   */
  CompletableFuture<List<Proxy>> commit(Runnable begin) {
    return all(changes.stream().map(Change::prepared).toList())
        .handle((ready, failure) -> failure == null)
        .thenCompose(
            ready -> {
              if (!ready) {
                return abandon();
              }
              begin.run();
              return inOrder(
                  changes.stream()
                      .map(change -> change.proxy().commit(change.spec(), change.prepared().join()))
                      .toList());
            });
  }

  private CompletableFuture<List<Proxy>> abandon() {
    List<CompletableFuture<Void>> closing = new ArrayList<>();
    List<IOException> problems = new ArrayList<>();
    for (Change change : changes) {
      // All are done; this is on the thread of the last.
      change.prepared.whenComplete(
          (listener, failure) -> {
            if (failure != null) {
              problems.add(change.problem(failure));
            } else {
              listener.ifPresent(open -> closing.add(open.close()));
            }
          });
    }
    return all(closing).thenCompose(closed -> CompletableFuture.failedFuture(problems.get(0)));
  }

  private static CompletableFuture<Void> all(List<? extends CompletableFuture<?>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
  }

  private static CompletableFuture<List<Proxy>> inOrder(List<CompletableFuture<Proxy>> done) {
    return all(done).thenApply(ready -> done.stream().map(CompletableFuture::join).toList());
  }
}
