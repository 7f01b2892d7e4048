package io.galopin.testkit;

import io.galopin.api.Request;
import org.jspecify.annotations.Nullable;

/** A request in a {@link TestSession}, and what becomes of it. */
final class Asked {
  final Request request;
  final String label;

  /** Its place among the requests of the connection, from 1. */
  final long ordinal;

  /** Whether the backend does not see it. */
  boolean withheld;

  /** Whether the backend has got something in its place. */
  boolean substituted;

  /** What the client gets for it from the proxy, in its turn. */
  @Nullable String rendered;

  /** Whether it has come to its end. */
  boolean complete;

  Asked(Request request, String label, long ordinal) {
    this.request = request;
    this.label = label;
    this.ordinal = ordinal;
  }
}
