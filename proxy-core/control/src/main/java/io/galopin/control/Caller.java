package io.galopin.control;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a client. Its state follows from its last call. That it waits for the next call
 * is noticed only at the next look. Used on the server's event loop.
 *
 * <pre>
 *        head came          body came          reply is written
 *   NEW ──────────► COMING ──────────► ANSWERED ──────────► IDLE
 *                     ▲                                      │ head came
 *                     └──────────────────────────────────────┘
 * </pre>
 */
final class Caller {

  /** What the client or the server waits for. */
  enum State {
    NEW,
    IDLE,
    COMING,
    ANSWERED
  }

  private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);

  private final HttpConnection connection;
  private @Nullable HttpServerRequest call;
  private State seen = State.NEW;
  private long since;

  Caller(HttpConnection connection, long now) {
    this.connection = connection;
    this.since = now;
  }

  HttpConnection connection() {
    return connection;
  }

  /** Notes that the head of the next call has come. */
  void called(HttpServerRequest request, long now) {
    call = request;
    seen = State.COMING;
    since = now;
  }

  /**
   * Whether a part of its first head may have come. Almost every client sends a head in one piece,
   * so the rest of an incomplete head will hardly come.
   */
  boolean hasBegun() {
    return Door.hasHeard(connection);
  }

  /** How long it has been in its last known state, in nanoseconds. */
  long since(long now) {
    return now - since;
  }

  State state() {
    if (call == null) {
      return State.NEW;
    }
    if (!call.isEnded()) {
      return State.COMING;
    }
    return call.response().ended() ? State.IDLE : State.ANSWERED;
  }

  /** Whether it has been in its state for too long. */
  boolean isLate(Limits limits, long now) {
    State state = state();
    if (state != seen) {
      seen = state;
      since = now;
    }
    return now - since > most(state, limits).toNanos();
  }

  private static Duration most(State state, Limits limits) {
    if (state == State.NEW) {
      return limits.head();
    }
    if (state == State.COMING) {
      return limits.body();
    }
    return state == State.IDLE ? limits.idle() : FOR_EVER;
  }

  /** Closes it. If an answer is possible, the client has until the next look to read it. */
  void end(Limits limits) {
    if (call == null || call.isEnded() || call.response().headWritten()) {
      Door.showOut(connection);
      return;
    }
    RequestBody.drop(call);
    Refusal refusal =
        new Refusal(
            408, "the body did not arrive within " + limits.body().toSeconds() + " s of its head");
    Replies.send(call.response(), refusal.status(), refusal.body());
  }
}
