package io.galopin.api;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link Session} may ask the engine about the exchanges of its connection. The engine pairs
 * requests with replies because it knows which requests never reached the backend. Used only on the
 * connection's event loop.
 */
public interface Pairing {

  /**
   * Returns the request to which the next byte from the backend belongs: the oldest one at the
   * backend whose reply is not complete. Null if there is none and the backend sends unasked.
   */
  @Nullable Request answered();

  /**
   * Whether a {@linkplain Probing#probe probe} went to the backend in place of that request. The
   * next byte from the backend then belongs to the probe.
   */
  @Experimental
  default boolean probed() {
    return false;
  }

  /** Whether a byte of the reply to the newest request has been forwarded to the client. */
  boolean replyForwarded();

  /**
   * Whether every request that has arrived is decided and every failure that the proxy sends itself
   * is rendered. A session whose next answer depends on that returns {@link Cut#await} until then.
   */
  boolean settled();

  /**
   * Whether an action changes the payload of the reply to which the next byte from the backend
   * belongs. Only then must a session report framing separately, with {@link Cut#framing}.
   */
  boolean payloadMatters();

  /** Returns what becomes of a client's wish for TLS. It does not change during a connection. */
  @Experimental
  default TlsUpgrade tlsUpgrade() {
    return TlsUpgrade.PASSES;
  }

  /** Returns the backend's address as the user wrote it, {@code host:port}. */
  String upstream();
}
