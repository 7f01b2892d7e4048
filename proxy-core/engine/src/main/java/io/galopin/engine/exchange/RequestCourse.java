package io.galopin.engine.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of a request. Moved by {@link RequestWatcher} alone; used on one event loop only.
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
 * <p>OWED is WITHHELD as long as the client's answer is not made: it waits for what is left of the
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
   * Of a request that the backend does not see, so much is read so that the client gets its reply.
   */
  private static final long MOST_DISCARDED = 1 << 20;

  private State state = State.WAITING;
  private @Nullable Verdict owed;
  private boolean complete;
  private long discarded;

  /** Its bytes go to the backend. */
  void forward() {
    settle(State.FORWARDED);
  }

  /** The backend has got a harmless request in its place. */
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

  private void settle(State result) {
    if (state != State.WAITING) {
      throw new IllegalStateException("it is " + state + " (expected: WAITING)");
    }
    state = result;
  }

  /** What the client is to get is made now. Returns what that is; null if nothing is owed. */
  @Nullable Verdict takeOwed() {
    Verdict taken = owed;
    forgive();
    return taken;
  }

  /** What the client was to get is not made any more. */
  void forgive() {
    owed = null;
    if (state == State.OWED) {
      state = State.WITHHELD;
    }
  }

  /** A piece of it has come. */
  void came(boolean last) {
    complete |= last;
  }

  /** Bytes of it were discarded. */
  void discard(int bytes) {
    discarded += bytes;
  }

  /** Whether all of it has come. */
  boolean isComplete() {
    return complete;
  }

  /** Whether it is known what becomes of it, and nothing is owed for it. */
  boolean isSettled() {
    return state != State.WAITING && state != State.OWED;
  }

  /** Whether its bytes go to the backend. */
  boolean isForwarded() {
    return state == State.FORWARDED;
  }

  /** Whether the backend has got something else in its place. */
  boolean isProbed() {
    return state == State.PROBED;
  }

  /** Whether so much of it was discarded that the rest is not read any more. */
  boolean isTooLong() {
    return discarded > MOST_DISCARDED;
  }
}
