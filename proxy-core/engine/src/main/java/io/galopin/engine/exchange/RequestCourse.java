package io.galopin.engine.exchange;

import org.jspecify.annotations.Nullable;

/**
 * The state of a request. Only {@link RequestWatcher} decides it; used on only one event loop.
 *
 * <pre>
 *             forward()
 *           ┌───────────► FORWARDED   its bytes go to the backend
 *           │ probe()
 *  WAITING ─┼───────────► PROBED      they are discarded; the backend has got a harmless
 *           │                         request in its place
 *           │ withhold()
 *           ├───────────────────────────────┐
 *           │ owe()         takeOwed(),     ▼
 *           └───────────► OWED ──────► WITHHELD   they are discarded: the backend never sees it
 *                           forgive()
 * </pre>
 *
 * <p>OWED is WITHHELD while the client's answer is not made yet: it waits for the rest of the
 * request.
 */
final class RequestCourse {

  private enum State {
    WAITING,
    FORWARDED,
    PROBED,
    OWED,
    WITHHELD
  }

  /**
   * The most bytes read of a request that the backend does not get, so that the client gets its
   * reply.
   */
  private static final long MOST_DISCARDED = 1 << 20;

  private State state = State.WAITING;
  private @Nullable Verdict owed;
  private boolean complete;
  private long discarded;
  private long decidedAt;

  /** Sends its bytes to the backend. */
  void forward() {
    settle(State.FORWARDED);
  }

  /** The backend has received a harmless request instead. */
  void probe() {
    settle(State.PROBED);
  }

  /** The backend never sees it. */
  void withhold() {
    settle(State.WITHHELD);
  }

  /** The backend never sees it, and {@code verdict} says what the client is to get for it. */
  void owe(Verdict verdict) {
    settle(State.OWED);
    owed = verdict;
  }

  /**
   * Sends its bytes to the backend, but not the last ones: {@code verdict} says what the client is
   * to get in their place.
   */
  void forwardUntilEnd(Verdict verdict) {
    settle(State.FORWARDED);
    owed = verdict;
  }

  private void settle(State result) {
    if (state != State.WAITING) {
      throw new IllegalStateException("it is " + state + " (expected: WAITING)");
    }
    state = result;
  }

  /** Returns the verdict that is owed, which is carried out now; null if nothing is owed. */
  @Nullable Verdict takeOwed() {
    Verdict taken = owed;
    forgive();
    return taken;
  }

  /** Cancels the owed answer. */
  void forgive() {
    owed = null;
    if (state == State.OWED) {
      state = State.WITHHELD;
    }
  }

  /** Sets when it was decided, in the loop's time; called by {@link Exchanges}. */
  void decidedAt(long now) {
    decidedAt = now;
  }

  /** Returns when it was decided; 0 if this is not measured. */
  long decidedAt() {
    return decidedAt;
  }

  /** Called when a piece of it has arrived. */
  void came(boolean last) {
    complete |= last;
  }

  /** Called when bytes of it were discarded. */
  void discard(int bytes) {
    discarded += bytes;
  }

  /** Whether all of it has arrived. */
  boolean isComplete() {
    return complete;
  }

  /** Whether it is decided and nothing is owed for it. */
  boolean isSettled() {
    return state != State.WAITING && state != State.OWED;
  }

  /** Whether its bytes go to the backend. */
  boolean isForwarded() {
    return state == State.FORWARDED;
  }

  /** Whether its last bytes do not go to the backend, although the others do. */
  boolean isForwardedUntilEnd() {
    return state == State.FORWARDED && owed != null;
  }

  /** Whether the backend has received something else instead. */
  boolean isProbed() {
    return state == State.PROBED;
  }

  /** Whether so much of it was discarded that the rest is no longer read. */
  boolean isTooLong() {
    return discarded > MOST_DISCARDED;
  }
}
