package io.galopin.control;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.VertxConnection;

/**
 * Releases what a client had sent ahead (HTTP pipelining) when it leaves before its first call is
 * answered. Vert.x 5.1 keeps such messages in a queue of the connection and forgets them with it,
 * without giving the pooled buffers of their bodies back, and has no public way to ask for that. On
 * the server's event loop.
 */
final class PipelinedLeftovers {

  /** More messages than one read from a socket can hold. */
  private static final int MOST = 8 * 1024;

  private PipelinedLeftovers() {}

  /** Sees to a connection that was just closed. */
  static void release(HttpConnection closed) {
    if (closed instanceof VertxConnection connection) {
      // Each call goes on to the next request, which waits for an answer that never comes and is
      // not handled; with nothing left, a call does nothing.
      for (int i = 0; i < MOST; i++) {
        connection.doResume();
      }
    }
  }
}
