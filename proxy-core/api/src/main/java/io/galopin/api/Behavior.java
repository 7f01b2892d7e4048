package io.galopin.api;

/**
 * Decides what becomes of the exchanges for which a rule chose it.
 *
 * <p>Where several rules act on one exchange, each hook is asked for one behavior after the other:
 * {@link #onBeforeHandle} and {@link #onBetweenHandle} in the order of the rules, {@link
 * #onAfterHandle} in reverse. Their delays add up; the first action that ends the exchange is
 * carried out, and then no further behavior is asked. A rule that looks at the reply acts when that
 * has come: all hooks are then asked in their order, and what they decide is done to the reply.
 *
 * <p>One instance serves all connections of a proxy and is called from several event loops at once,
 * so what it counts must be thread-safe; what it keeps per connection goes into {@link
 * Exchange#connectionState}. The hooks of one exchange are called on its connection's event loop,
 * each at most once, in the order in which they stand here. They return at once: waiting is
 * expressed as a {@linkplain Decision#delay delay}.
 *
 * <p>A hook that throws, or decides what makes no sense, counts as {@link Decision#pass()}; the
 * engine names the behavior in the log and in the journal.
 */
public interface Behavior {

  /**
   * The head of the request is known and nothing of it has gone to the backend.
   *
   * @return any decision; an {@link Action.OnReply} is kept for the reply
   */
  default Decision onBeforeHandle(Exchange exchange) {
    return Decision.pass();
  }

  /**
   * The last byte of the request has been written to the backend, or the reply begins, whichever is
   * first. On raw TCP: the first byte of the reply has come and has not been forwarded.
   *
   * @return any decision but {@link Action.Rewrite}; an {@link Action.OnReply} is kept for the
   *     reply
   */
  default Decision onBetweenHandle(Exchange exchange) {
    return Decision.pass();
  }

  /**
   * The head of the final reply is known and nothing of it has gone to the client. Interim replies
   * (HTTP 1xx) have passed before. Not called when the backend gave no reply.
   *
   * @return any decision
   */
  default Decision onAfterHandle(Exchange exchange) {
    return Decision.pass();
  }
}
