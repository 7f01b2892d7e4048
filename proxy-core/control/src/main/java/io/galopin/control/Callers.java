package io.galopin.control;

import io.galopin.control.Caller.State;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The open connections of the server. Closes those that take too long, whatever they send
 * meanwhile. Used on the server's event loop.
 */
final class Callers {

  private static final long SLOW = TimeUnit.SECONDS.toNanos(1);
  private static final int PART_FOR_SHORT = 8;
  private static final int LEAST_FOR_SHORT = 2;

  private final Limits limits;
  private final LongSupplier nanoTime;

  /** In the order in which they came, or made their last call. */
  private final Map<HttpConnection, Caller> open = new LinkedHashMap<>();

  Callers(Limits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /** Notes that a connection was opened. */
  void add(HttpConnection connection) {
    open.put(connection, new Caller(connection, nanoTime.getAsLong()));
  }

  /** Notes that a connection was closed. */
  void remove(HttpConnection connection) {
    open.remove(connection);
  }

  /** Notes that the head of a call has come. */
  void called(HttpServerRequest request) {
    Caller caller = open.remove(request.connection());
    if (caller != null) {
      open.put(caller.connection(), caller);
      caller.called(request, nanoTime.getAsLong());
    }
  }

  /** Closes connections that take too long. */
  void look() {
    long now = nanoTime.getAsLong();
    for (Caller caller : List.copyOf(open.values())) {
      if (caller.isLate(limits, now)) {
        caller.end(limits);
      }
    }
  }

  /**
   * Closes connections, the oldest first, until at most {@code most} are left. Starts with those
   * that wait for their next call, as far as they are more than a third of the places without a
   * call that is being answered. Then come those that have sent a part of a head, those whose body
   * has been coming for a second or that are more than a third, those that have sent nothing, and
   * the rest. A call that is being answered goes on.
   */
  void makeRoom(int most) {
    long now = nanoTime.getAsLong();
    int third = Math.max(1, (most - count(State.ANSWERED)) / 3);
    close(State.IDLE, Math.min(open.size() - most, count(State.IDLE) - third));
    close(caller -> caller.state() == State.NEW && caller.hasBegun(), open.size() - most);
    close(caller -> caller.state() == State.COMING && caller.since(now) > SLOW, open.size() - most);
    close(State.COMING, Math.min(open.size() - most, count(State.COMING) - third));
    close(State.NEW, open.size() - most);
    close(State.IDLE, open.size() - most);
    close(State.COMING, open.size() - most);
  }

  /**
   * Call it before a call waits for something. Some connections are reserved for calls that are
   * answered at once.
   *
   * @throws Refusal if the call would take one of these
   */
  void refuseIfOthersWait() {
    int most = limits.connections();
    int forShort = Math.max(LEAST_FOR_SHORT, most / PART_FOR_SHORT);
    if (count(State.ANSWERED) > most - forShort) {
      throw new Refusal(
          503,
          (most - forShort)
              + " calls are waiting for a reply or follow the journal or exchanges (expected: a"
              + " retry later)",
          Map.of("Retry-After", "1"));
    }
  }

  private int count(State state) {
    return (int) open.values().stream().filter(caller -> caller.state() == state).count();
  }

  private void close(State state, int number) {
    close(caller -> caller.state() == state, number);
  }

  private void close(Predicate<Caller> which, int number) {
    open.values().stream()
        .filter(which)
        .limit(Math.max(0, number))
        .map(Caller::connection)
        .toList()
        .forEach(
            connection -> {
              open.remove(connection);
              Door.showOut(connection);
            });
  }
}
