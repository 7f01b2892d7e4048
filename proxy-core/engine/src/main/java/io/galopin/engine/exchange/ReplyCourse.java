package io.galopin.engine.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of the final reply to a request. Moved by {@link ReplyWatcher} alone; used on one
 * event loop only.
 *
 * <pre>
 *           begin()            pass()
 *  AWAITED ─────────► BEGUN ──────────► PASSES     the client gets it, shaped if a shape was set
 *                       │  replace()
 *                       └─────────────► REPLACED   it is discarded: the client gets something
 *                                                  else, or nothing
 * </pre>
 *
 * <p>Where a request gets several replies, the head of a later one begins nothing; what is decided
 * for it then holds for the rest. That something has gone to the client is no state: an interim
 * reply goes while the final one is awaited.
 */
final class ReplyCourse {

  private enum State {
    AWAITED,
    BEGUN,
    PASSES,
    REPLACED
  }

  private State state = State.AWAITED;
  private boolean forwarded;
  private @Nullable ReplyShape shape;

  /** Its head has come, be it still held back. */
  void begin() {
    if (state == State.AWAITED) {
      state = State.BEGUN;
    }
  }

  /** The client gets it. */
  void pass() {
    decide(State.PASSES);
  }

  /** The client does not get it. */
  void replace() {
    decide(State.REPLACED);
  }

  private void decide(State result) {
    if (state == State.AWAITED) {
      throw new IllegalStateException("it is AWAITED (expected: BEGUN)");
    }
    state = result;
  }

  /** This is done to it on its way. */
  void shape(ReplyShape by) {
    shape = by;
  }

  /** Something for this request has gone to the client. */
  void forwarded() {
    forwarded = true;
  }

  /** Whether its head has come. */
  boolean hasBegun() {
    return state != State.AWAITED;
  }

  /** Whether it is decided that the client gets it. */
  boolean passes() {
    return state == State.PASSES;
  }

  /** Whether the client gets it as it is. */
  boolean passesUnchanged() {
    return state == State.PASSES && shape == null;
  }

  /** Whether something for this request has gone to the client. */
  boolean isForwarded() {
    return forwarded;
  }

  /** What is done to it on its way; null if nothing. */
  @Nullable ReplyShape shape() {
    return shape;
  }
}
