package io.galopin.control;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.VertxConnection;

/**
 * Releases requests that a client sent ahead (HTTP pipelining) if it leaves before its first call
 * is answered. Vert.x 5.1 keeps them in a queue of the connection. It forgets the queue with the
 * connection, without releasing the pooled buffers of the bodies, and has no public way to release
 * them. Used on the server's event loop.
 */
final class PipelinedLeftovers {

  /** More messages than one read from a socket can contain. */
  private static final int MOST = 8 * 1024;

  private PipelinedLeftovers() {}

  /** Releases the requests of a connection that was just closed. */
  static void release(HttpConnection closed) {
    if (closed instanceof VertxConnection connection) {
      // Each call moves on to the next request. It waits for an answer that never comes, so it is
      // not handled. With nothing left, a call does nothing.
      for (int i = 0; i < MOST; i++) {
        connection.doResume();
      }
    }
  }
}
