package io.galopin.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/**
 * Writes replies. All replies that clients have not taken yet share a bound, a part of the heap. A
 * large one that does not fit is not sent, and its call may be repeated. Used on the server's event
 * loop.
 */
final class Replies {

  /** Shared by all servers of the process. */
  private static final Room GOING = Room.ofHeap(8);

  /** Not counted. The number of connections limits how many of these there are. */
  private static final int FREE = 16 * 1024;

  private Replies() {}

  /**
   * Call it before creating a large reply.
   *
   * @throws Refusal if there is probably no room for it
   */
  static void refuseIfCrowded() {
    if (GOING.isCrowded()) {
      throw full();
    }
  }

  private static Refusal full() {
    return new Refusal(
        503,
        "clients that do not read have used up the memory for replies (expected: a retry later)",
        Map.of("Retry-After", "1"));
  }

  static void send(HttpServerResponse response, int status, JsonNode body) {
    send(response, status, Json.bytes(body));
  }

  /** Replies that a call is done, without a body. */
  static void done(HttpServerResponse response) {
    if (!response.ended() && !response.closed()) {
      response.setStatusCode(204).putHeader(HttpHeaders.CACHE_CONTROL, "no-store").end();
    }
  }

  /** Sends a JSON body. Does nothing if the client has gone or was answered. */
  static void send(HttpServerResponse response, int status, byte[] json) {
    if (response.ended() || response.closed()) {
      return;
    }
    long cost = Math.max(0, json.length - FREE);
    if (cost > 0 && !GOING.take(cost)) {
      Refusal refusal = full();
      refusal.headers().forEach(response::putHeader);
      send(response, refusal.status(), refusal.body());
      return;
    }
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(Buffer.buffer(json))
        .onComplete(sent -> GOING.give(cost));
  }
}
