package io.galopin.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/**
 * Writes replies. Those that clients have not taken yet are bounded together, by the heap: a large
 * one that does not fit is not sent, and its call may come again. On the server's event loop.
 */
final class Replies {

  /** For the servers of the process. */
  private static final Room GOING = Room.ofHeap(8);

  /** Not counted; how many of these there are is bounded by the number of connections. */
  private static final int FREE = 16 * 1024;

  private Replies() {}

  /**
   * To be called before a large reply is made.
   *
   * @throws Refusal if it would hardly find room
   */
  static void refuseIfCrowded() {
    if (GOING.isCrowded()) {
      throw full();
    }
  }

  private static Refusal full() {
    return new Refusal(
        503,
        "clients that do not read take the memory there is for replies (expected: another try,"
            + " later)",
        Map.of("Retry-After", "1"));
  }

  static void send(HttpServerResponse response, int status, JsonNode body) {
    send(response, status, Json.bytes(body));
  }

  /** Says that a call is done, which has nothing more to say. */
  static void done(HttpServerResponse response) {
    if (!response.ended() && !response.closed()) {
      response.setStatusCode(204).putHeader(HttpHeaders.CACHE_CONTROL, "no-store").end();
    }
  }

  /** Sends a body that is JSON already; nothing if the client has gone or was answered. */
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
