package io.galopin.engine.tls;

import io.galopin.api.HandshakeChange;
import io.galopin.engine.socket.Address;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.List;

/**
 * How the client's side of connections speaks TLS, where Galopin is the server: its certificates,
 * whether it asks for one of the client's, its versions. Two are equal if they are configured
 * alike. Thread-safe.
 */
public interface ClientEnd {

  /**
   * Returns a handler for one socket. Called on the socket's event loop, so it must not block; what
   * the handler does slowly, such as making a certificate, it does on another thread.
   *
   * @param backend the address of the backend as configured; its name is in certificates for
   *     clients that name no server
   * @param alpn the application protocols that may be chosen, best first; if empty, none is chosen,
   *     whatever the client offers
   * @param change what is made wrong on purpose; mostly {@link HandshakeChange#NONE}
   */
  SslHandler newHandler(
      ByteBufAllocator allocator, Address backend, List<String> alpn, HandshakeChange change);

  /**
   * Whether TLS begins with the connection even if the protocol has a way to begin it later ({@link
   * io.galopin.api.Protocol#tlsUpgrades}).
   */
  default boolean atOnce() {
    return false;
  }

  /** How long a handshake may take, from where it may begin; then the client is reset. */
  default Duration handshakeTimeout() {
    return Duration.ofSeconds(60);
  }
}
