package io.galopin.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** Writes replies. On the server's event loop. */
final class Replies {

  private Replies() {}

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
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(Buffer.buffer(json));
  }
}
