package io.galopin.engine.tls;

import io.galopin.engine.socket.Address;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;

/**
 * How one side of connections speaks TLS: its certificates, whom it trusts, its versions. Two are
 * equal if they are configured alike. Thread-safe.
 */
public interface TlsEnd {

  /**
   * Returns a handler for one socket. Called on the socket's event loop, so it must not block; what
   * the handler does slowly, such as making a certificate, it does on another thread.
   *
   * @param backend the address of the backend as configured, whose name is checked at its side
   */
  SslHandler newHandler(ByteBufAllocator allocator, Address backend);
}
