package io.galopin.engine;

import io.galopin.engine.listen.ListenAddress;
import io.galopin.engine.listen.Listener;
import io.galopin.engine.loop.Chains;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The change of one proxy, and the addresses that are bound and released for it. Used by one thread
 * after the other.
 */
final class Change {

  private final Proxy proxy;
  private final ProxySpec spec;
  private final @Nullable Listener old;
  private Optional<ListenAddress> wanted = Optional.empty();
  private CompletableFuture<Optional<Listener>> taken;
  private boolean vacated;

  /** Begins to take the address that the proxy needs and does not have, if there is one. */
  Change(Proxy proxy, ProxySpec spec) {
    this.proxy = proxy;
    this.spec = spec;
    this.old = proxy.listener();
    try {
      wanted = destination();
      taken = take();
    } catch (IOException cannot) {
      taken = CompletableFuture.failedFuture(cannot);
    }
  }

  /**
   * Returns the address to bind before the proxy can change; empty if it listens there already, or
   * will not listen. Resolves the host name, which may block.
   *
   * @throws IOException if the name is unknown, or the proxy is closed
   */
  private Optional<ListenAddress> destination() throws IOException {
    if (proxy.isClosed()) {
      throw new IOException(name() + ": it is closed");
    }
    if (!spec.enabled()) {
      return Optional.empty();
    }
    ListenAddress there = ListenAddress.resolve(spec.listen());
    return old != null && there.isAt(old.address()) ? Optional.empty() : Optional.of(there);
  }

  private CompletableFuture<Optional<Listener>> take() {
    return wanted.isEmpty()
        ? CompletableFuture.completedFuture(Optional.empty())
        : proxy.listen(wanted.get()).thenApply(Optional::of);
  }

  /** Done when the address is taken, or found not to be needed; fails if it cannot be had. */
  CompletableFuture<?> taken() {
    return taken;
  }

  /** Tries once more to take the address. */
  void takeAgain() {
    taken = take();
  }

  /** Where the proxy listens and will not stay; null if it does not listen, or stays. */
  private @Nullable InetSocketAddress leaves() {
    return old != null && (wanted.isPresent() || !spec.enabled()) ? old.address() : null;
  }

  /** Whether the place that {@code other} leaves is, as far as one can tell, what is in the way. */
  boolean needsPlaceOf(Change other) {
    InetSocketAddress left = other.leaves();
    return left != null && wanted.isPresent() && wanted.get().overlaps(left);
  }

  /** Gives the old address back before the change; open connections do not notice. */
  CompletableFuture<Void> vacate() {
    vacated = true;
    return old == null ? CompletableFuture.completedFuture(null) : old.close();
  }

  /** Makes the change; for when the address is taken. */
  CompletableFuture<Proxy> commit() {
    return proxy.commit(spec, taken.join());
  }

  /** Gives back the address that is taken, if there is one. */
  CompletableFuture<?> release() {
    return taken
        .handle((listener, failure) -> failure == null ? listener : Optional.<Listener>empty())
        .thenCompose(
            listener ->
                listener.isPresent()
                    ? listener.get().close()
                    : CompletableFuture.completedFuture(null));
  }

  /**
   * Takes the old address again if it was {@linkplain #vacate vacated}.
   *
   * @return empty, or what went wrong: the proxy is disabled then
   */
  CompletableFuture<Optional<String>> restore() {
    if (!vacated || old == null) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return proxy
        .listen(ListenAddress.of(old.address()))
        .handle(
            (again, failure) -> {
              if (failure != null) {
                return Optional.of(proxy.giveUp(unwrapped(failure)));
              }
              proxy.begin(again);
              return Optional.empty();
            });
  }

  /** Why the address cannot be had; empty if it can. */
  Optional<IOException> problem() {
    return taken
        .handle((listener, failure) -> Optional.ofNullable(failure).map(Change::unwrapped))
        .join();
  }

  /** Where the proxy will listen, and what for; empty if it will not. For when it is taken. */
  Optional<Chains.Station> station() {
    Optional<InetSocketAddress> here =
        taken
            .join()
            .map(Listener::address)
            .or(() -> Optional.ofNullable(old).map(Listener::address));
    return spec.enabled()
        ? here.map(there -> new Chains.Station(spec.name(), there, spec.upstream()))
        : Optional.empty();
  }

  private static IOException unwrapped(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof IOException io ? io : new IOException(cause);
  }

  /** The name of the proxy. */
  String name() {
    return spec.name();
  }
}
