package io.galopin.control;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Collects the body of a request, whatever its Content-Type says, up to a limit. What is beyond the
 * limit, or belongs to a request that is refused, is dropped as it comes, so that the client can
 * read its answer; a client that does not stop sending loses its connection. On the server's event
 * loop.
 */
final class RequestBody implements Handler<RoutingContext> {

  /** The most bytes of a body. */
  static final int LIMIT = 1 << 20;

  /** The most bytes that are read for nothing. */
  private static final long PATIENCE = 16L << 20;

  private static final String KEY = RequestBody.class.getName();

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    Buffer body = Buffer.buffer();
    request.handler(
        chunk -> {
          if (body.length() + chunk.length() > LIMIT) {
            drop(request);
            context.fail(new Refusal(413, "bad request body: more than " + LIMIT + " bytes"));
          } else {
            body.appendBuffer(chunk);
          }
        });
    request.endHandler(
        end -> {
          if (!context.failed()) {
            context.put(KEY, body.getBytes());
            context.next();
          }
        });
  }

  /** The body; after this handler. */
  static byte[] of(RoutingContext context) {
    byte[] body = context.get(KEY);
    return body == null ? new byte[0] : body;
  }

  /** Drops what is still to come of a request's body. */
  static void drop(HttpServerRequest request) {
    if (request.isEnded()) {
      return;
    }
    long[] dropped = {0};
    request.handler(
        chunk -> {
          dropped[0] += chunk.length();
          if (dropped[0] > PATIENCE) {
            request.connection().close();
          }
        });
  }
}
