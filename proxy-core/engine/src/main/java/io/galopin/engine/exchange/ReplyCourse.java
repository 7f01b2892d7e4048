package io.galopin.engine.exchange;

import org.jspecify.annotations.Nullable;

/**
 * The state of the final reply to a request. Changed only by {@link ReplyWatcher}; used on only one
 * event loop.
 *
 * <pre>
 *           begin()            pass()
 *  AWAITED ─────────► BEGUN ──────────► PASSES     the client gets it, shaped if a shape was set
 *                       │  replace()
 *                       └─────────────► REPLACED   it is discarded: the client gets something
 *                                                  else, or nothing
 * </pre>
 *
 * <p>If a request gets several replies, the head of a later one begins nothing; the decision then
 * holds for the rest. Whether something has gone to the client is not a state: an interim reply
 * goes while the final one is awaited.
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

  /** Called when its head has arrived, even if it is still held. */
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

  /** Sets the shape that is applied to it. */
  void shape(ReplyShape by) {
    shape = by;
  }

  /** Called when something for this request has gone to the client. */
  void forwarded() {
    forwarded = true;
  }

  /** Whether its head has arrived. */
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

  /** Returns the shape that is applied to it; null if none. */
  @Nullable ReplyShape shape() {
    return shape;
  }
}
