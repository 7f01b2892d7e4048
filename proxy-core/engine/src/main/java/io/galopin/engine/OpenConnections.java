package io.galopin.engine;

import io.galopin.engine.connection.Connection;
import io.galopin.engine.connection.ConnectionOwner;
import io.galopin.engine.descriptor.Berth;
import io.netty.channel.Channel;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The open connections of a proxy. Thread-safe. */
final class OpenConnections {

  private final ConnectionOwner owner;
  private final Runnable ended;
  private final Map<Connection, Berth> open = new ConcurrentHashMap<>();

  /**
   * None yet.
   *
   * @param ended is run when one of them has ended
   */
  OpenConnections(ConnectionOwner owner, Runnable ended) {
    this.owner = owner;
    this.ended = ended;
  }

  /**
   * Makes a connection of a client.
   *
   * @param wanted whether the proxy still wants it; asked once {@link #onEach} knows of it
   */
  void accept(Channel client, BooleanSupplier wanted) {
    Berth berth = client.attr(Berth.KEY).get();
    Connection connection = new Connection(owner, berth.ordinal(), client, this::ended);
    berth.served();
    open.put(connection, berth);
    if (wanted.getAsBoolean()) {
      connection.start();
    } else {
      connection.drop();
    }
  }

  private void ended(Connection connection) {
    Berth berth = open.remove(connection);
    if (berth != null) {
      berth.over();
    }
    ended.run();
  }

  /** Has each do something on its event loop. */
  void onEach(Consumer<Connection> action) {
    open.keySet()
        .forEach(
            connection ->
                connection.loop().execute(() -> connection.guard(() -> action.accept(connection))));
  }

  /** Finds out whether one of them uses any of these instances; true if that is unknown. */
  CompletableFuture<Boolean> use(Predicate<Object> instances) {
    CompletableFuture<Boolean> none = CompletableFuture.completedFuture(false);
    for (Connection connection : open.keySet()) {
      none = none.thenCombine(uses(connection, instances), Boolean::logicalOr);
    }
    return none;
  }

  private static CompletableFuture<Boolean> uses(
      Connection connection, Predicate<Object> instances) {
    try {
      return CompletableFuture.supplyAsync(() -> connection.uses(instances), connection.loop())
          .exceptionally(unknown -> true);
    } catch (RejectedExecutionException closed) {
      return CompletableFuture.completedFuture(true);
    }
  }

  int count() {
    return open.size();
  }

  boolean isEmpty() {
    return open.isEmpty();
  }
}
