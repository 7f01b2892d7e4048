package io.galopin.control;

import io.galopin.control.Caller.State;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The open connections of the server. Those that take too long are closed, whatever they send
 * meanwhile. On the server's event loop.
 */
final class Callers {

  private final Limits limits;
  private final LongSupplier nanoTime;

  /** In the order in which they came, or made their last call. */
  private final Map<HttpConnection, Caller> open = new LinkedHashMap<>();

  Callers(Limits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /** A connection was opened. */
  void add(HttpConnection connection) {
    open.put(connection, new Caller(connection, nanoTime.getAsLong()));
  }

  /** It was closed. */
  void remove(HttpConnection connection) {
    open.remove(connection);
  }

  /** The head of a call has come. */
  void called(HttpServerRequest request) {
    Caller caller = open.remove(request.connection());
    if (caller != null) {
      open.put(caller.connection(), caller);
      caller.called(request, nanoTime.getAsLong());
    }
  }

  /** Closes what takes too long. */
  void look() {
    long now = nanoTime.getAsLong();
    for (Caller caller : List.copyOf(open.values())) {
      if (caller.isLate(limits, now)) {
        caller.end(limits);
      }
    }
  }

  /**
   * Closes what is in the way of others, until there are at most so many, the oldest first: those
   * that wait for their next call, as far as they are more than half; those that have never sent
   * the head of a call; the rest of those that wait; those whose body has not come. A call that is
   * being answered goes on.
   */
  void makeRoom(int most) {
    close(State.IDLE, Math.min(open.size() - most, count(State.IDLE) - most / 2));
    close(State.NEW, open.size() - most);
    close(State.IDLE, open.size() - most);
    close(State.COMING, open.size() - most);
  }

  private int count(State state) {
    return (int) open.values().stream().filter(caller -> caller.state() == state).count();
  }

  private void close(State state, int number) {
    open.values().stream()
        .filter(caller -> caller.state() == state)
        .limit(Math.max(0, number))
        .map(Caller::connection)
        .toList()
        .forEach(
            connection -> {
              open.remove(connection);
              connection.close();
            });
  }
}
