package io.galopin.api;

/**
 * Decides what happens to the exchanges for which a rule chose it.
 *
 * <p>If several rules act on one exchange, their behaviors are called one after the other for each
 * hook: {@link #onBeforeHandle} and {@link #onBetweenHandle} in the order of the rules, {@link
 * #onAfterHandle} in reverse. Their delays add up. The first action that ends the exchange is
 * carried out, and no further behavior is called. A rule that tests the reply acts when the reply
 * has arrived: all hooks are then called in their order, and their decisions apply to the reply.
 *
 * <p>One instance serves all connections of a proxy and is called from several event loops at once,
 * so its counters must be thread-safe. State per connection goes into {@link
 * Exchange#connectionState}. The hooks of one exchange are called on its connection's event loop,
 * each at most once, in the order of their declaration here. They must not block: to wait, return a
 * {@linkplain Decision#delay delay}.
 *
 * <p>A hook that throws or returns an invalid decision counts as {@link Decision#pass()}; the
 * engine names the behavior in the log and in the journal.
 */
public interface Behavior {

  /**
   * Called when the head of the request is known and nothing of it has gone to the backend.
   *
   * @return any decision; an {@link Action.OnReply} or {@link Action.Notice} is kept for the reply
   */
  default Decision onBeforeHandle(Exchange exchange) {
    return Decision.pass();
  }

  /**
   * Called when the last byte of the request has been written to the backend or the reply begins,
   * whichever is first. On raw TCP, called when the first byte of the reply has arrived and has not
   * been forwarded.
   *
   * @return any decision except {@link Action.Rewrite}; an {@link Action.OnReply} or {@link
   *     Action.Notice} is kept for the reply
   */
  default Decision onBetweenHandle(Exchange exchange) {
    return Decision.pass();
  }

  /**
   * Called when the head of the final reply is known and nothing of it has gone to the client.
   * Interim replies (HTTP 1xx) have already passed. Not called if the backend gave no reply.
   *
   * @return any decision
   */
  default Decision onAfterHandle(Exchange exchange) {
    return Decision.pass();
  }
}
