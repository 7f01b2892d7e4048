package io.galopin.control;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/**
 * Collects the body of a request up to a limit, whatever its Content-Type says. Bytes beyond the
 * limit, and those of a refused request, are dropped as they arrive, so that the client can read
 * its answer. A client that does not stop sending loses its connection. Used on the server's event
 * loop.
 *
 * <p>The bodies of all calls share a bound, a part of the heap. An incomplete body counts as it
 * arrives. A complete one counts until its call is answered, because values read from JSON take
 * many times its length. A call that does not fit is refused and may be repeated. The first bytes
 * of each call are free, so that small calls always get through.
 */
final class RequestBody implements Handler<RoutingContext> {

  /** The most bytes of a body. */
  static final int LIMIT = 1 << 20;

  /** The most bytes to read only to drop them. */
  private static final long PATIENCE = 16L << 20;

  /** Not counted. The number of connections limits how many of these there are. */
  private static final int FREE = 4096;

  /** The approximate most bytes that a byte of JSON takes during its call. */
  private static final int COST = 32;

  private static final String KEY = RequestBody.class.getName();

  private final Room coming;
  private final Room complete;

  /**
   * Takes a sixteenth of the heap for incomplete bodies, and a quarter for the values read from
   * complete ones.
   */
  RequestBody() {
    this(Room.ofHeap(16), Room.ofHeap(4));
  }

  RequestBody(Room coming, Room complete) {
    this.coming = coming;
    this.complete = complete;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    Buffer body = Buffer.buffer();
    Share share = new Share();
    context.addEndHandler(over -> share.end());
    request.handler(
        chunk -> {
          if (body.length() + chunk.length() > LIMIT) {
            refuse(
                context,
                share,
                new Refusal(413, "bad request body: more than " + LIMIT + " bytes"));
          } else if (share.grow(body.length() + chunk.length())) {
            body.appendBuffer(chunk);
          } else {
            refuse(context, share, full());
          }
        });
    request.endHandler(
        end -> {
          if (context.failed()) {
            return;
          }
          if (share.complete(body.length())) {
            context.put(KEY, body.getBytes());
            context.next();
          } else {
            refuse(context, share, full());
          }
        });
  }

  private static void refuse(RoutingContext context, Share share, Refusal refusal) {
    share.end();
    drop(context.request());
    context.fail(refusal);
  }

  private static Refusal full() {
    return new Refusal(
        503,
        "the bodies of other calls have used up the memory for bodies (expected: a retry later)",
        Map.of("Retry-After", "1"));
  }

  /** What one call has taken. */
  private final class Share {
    private long ofComing;
    private long ofComplete;

    boolean grow(int length) {
      long more = Math.max(0, length - FREE) - ofComing;
      if (more > 0 && !coming.take(more)) {
        return false;
      }
      ofComing += more;
      return true;
    }

    boolean complete(int length) {
      long cost = (long) Math.max(0, length - FREE) * COST;
      if (cost > 0 && !complete.take(cost)) {
        return false;
      }
      ofComplete = cost;
      return true;
    }

    void end() {
      coming.give(ofComing);
      complete.give(ofComplete);
      ofComing = 0;
      ofComplete = 0;
    }
  }

  /** Returns the body. Call it after this handler. */
  static byte[] of(RoutingContext context) {
    byte[] body = context.get(KEY);
    return body == null ? new byte[0] : body;
  }

  /** Drops the rest of a request's body. */
  static void drop(HttpServerRequest request) {
    if (request.isEnded()) {
      return;
    }
    long[] dropped = {0};
    request.handler(
        chunk -> {
          dropped[0] += chunk.length();
          if (dropped[0] > PATIENCE) {
            Door.showOut(request.connection());
          }
        });
  }
}
