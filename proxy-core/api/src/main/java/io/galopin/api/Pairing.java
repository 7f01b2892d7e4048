package io.galopin.api;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link Session} may ask the engine about the exchanges of its connection. The engine keeps
 * the pairing because it knows which requests never reached the backend. Used on the connection's
 * event loop alone.
 */
public interface Pairing {

  /**
   * The request to which the next byte from the backend belongs: the oldest that went to the
   * backend and whose reply is not complete. Null when there is none: the backend speaks unasked.
   */
  @Nullable Request answered();

  /**
   * Whether that request never went to the backend, but a {@linkplain Probing#probe probe} in its
   * place, to which the next byte then belongs.
   */
  @Experimental
  default boolean probed() {
    return false;
  }

  /** Whether a byte of the reply to the newest request has been forwarded to the client. */
  boolean replyForwarded();

  /**
   * Whether it is settled what becomes of every request that has come, and every answer of the
   * proxy's own is rendered. A session whose next answer depends on that says {@link Cut#await}
   * until it is so.
   */
  boolean settled();

  /**
   * Whether something is done to the payload of the reply that the next byte from the backend
   * belongs to: then, and only then, a session has to tell it from what frames it, by {@link
   * Cut#framing}.
   */
  boolean payloadMatters();

  /** The backend's address as the user wrote it, {@code host:port}. */
  String upstream();
}
