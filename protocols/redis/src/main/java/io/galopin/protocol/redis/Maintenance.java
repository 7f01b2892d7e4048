package io.galopin.protocol.redis;

import org.jspecify.annotations.Nullable;

/**
 * Whether a client wants to be told of maintenance. It asks with {@code CLIENT MAINT_NOTIFICATIONS
 * ON}, and counts on it if the answer is {@code OK}. Used on one event loop.
 */
final class Maintenance {

  /** The subcommand of {@code CLIENT}. */
  static final String SUBCOMMAND = "MAINT_NOTIFICATIONS";

  private final boolean answers;
  private boolean wanted;

  /** The newest request that asks the backend, until it is answered. */
  private @Nullable RedisRequest asked;

  private boolean on;

  /**
   * Nobody has asked yet.
   *
   * @param answers whether the proxy answers in place of the backend
   */
  Maintenance(boolean answers) {
    this.answers = answers;
  }

  /** Whether the client is to be told. */
  boolean isWanted() {
    return wanted;
  }

  /**
   * Whether a whole request asks for it, or no longer wants it, in the form that servers accept.
   */
  static boolean isAsked(RequestHead head) {
    return head.command().role() == Command.Role.CLIENT
        && head.argumentIs(1, SUBCOMMAND)
        && (head.argumentIs(2, "ON") || head.argumentIs(2, "OFF"))
        && (head.count() == 3 || head.count() == 5)
        && head.left() == 0;
  }

  /** Takes a request that {@link #isAsked asks}. Returns whether the proxy answers it. */
  boolean takes(RequestHead head) {
    if (answers) {
      wanted = head.argumentIs(2, "ON");
    }
    return answers;
  }

  /** Such a request goes to the backend. Returns it in a form that is recognized later. */
  RedisRequest asks(RequestHead head, RedisRequest request) {
    on = head.argumentIs(2, "ON");
    asked = new RedisRequest(request.command(), request.expectsReply(), 0);
    return asked;
  }

  /** The backend has answered a request. */
  void answered(RedisRequest request, boolean withStatus) {
    if (request == asked) {
      asked = null;
      wanted = withStatus ? on : wanted;
    } else if (withStatus && request.command().role() == Command.Role.RESET) {
      wanted = false;
    }
  }
}
