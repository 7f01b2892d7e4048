package io.galopin.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;

/** How entries are sent to a client that follows. */
enum FeedForm {
  /** Server-sent events (HTML Standard, section 9.2). */
  EVENTS("text/event-stream", ":\n\n", "\n\n"),

  /** A JSON object per line. */
  LINES("application/x-ndjson", "\n", "\n");

  private final String type;
  private final String nothing;
  private final String end;

  FeedForm(String type, String nothing, String end) {
    this.type = type;
    this.nothing = nothing;
    this.end = end;
  }

  /** Returns the form that a call asks for: events, if it accepts them. */
  static FeedForm of(HttpServerRequest request) {
    String accept = request.headers().get(HttpHeaders.ACCEPT);
    return accept != null && accept.toLowerCase(Locale.ROOT).contains(EVENTS.type) ? EVENTS : LINES;
  }

  /** The content type. */
  String type() {
    return type;
  }

  /** Something that says nothing. */
  byte[] nothing() {
    return nothing.getBytes(UTF_8);
  }

  /** What stands before the JSON object of an ordinary entry. */
  String begin() {
    return this == EVENTS ? "data: " : "";
  }

  /** What stands before the JSON object of another event. */
  String begin(String event) {
    return this == EVENTS ? "event: " + event + "\ndata: " : "";
  }

  /** What stands after each JSON object. */
  String end() {
    return end;
  }

  /** The last words for a client that does not read. */
  byte[] dropped(String reason) {
    return (begin("dropped") + Json.object().put("dropped", reason) + end).getBytes(UTF_8);
  }
}
