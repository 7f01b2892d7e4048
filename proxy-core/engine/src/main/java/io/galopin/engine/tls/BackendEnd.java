package io.galopin.engine.tls;

import io.galopin.engine.socket.Address;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the backend's side of connections speaks TLS, where Galopin is the client: whom it trusts,
 * its own certificate, its versions. Two are equal if they are configured alike. Thread-safe.
 */
public interface BackendEnd {

  /**
   * Returns a handler for one socket. Called on the socket's event loop, so it must not block.
   *
   * @param backend the address of the backend as configured; its name is sent (SNI) and checked
   * @param alpn the application protocols to offer, best first; if empty, none is offered
   */
  SslHandler newHandler(ByteBufAllocator allocator, Address backend, List<String> alpn);

  /** See {@link ClientEnd#atOnce}. */
  default boolean atOnce() {
    return false;
  }

  /** How long a handshake may take; if empty, what is left of the time for connecting. */
  default Optional<Duration> handshakeTimeout() {
    return Optional.empty();
  }
}
