package io.galopin.config.tls;

import io.galopin.api.HandshakeChange;
import io.galopin.engine.socket.Address;
import io.galopin.engine.tls.ClientEnd;
import io.galopin.tls.ListenTls;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * TLS at the client's side, with the settings that it was made from, which alone decide whether two
 * are equal.
 *
 * @param host where the proxy listens; it is in certificates for clients that name no server
 * @param made does it
 */
record ListenEnd(ListenTls settings, String host, ClientEnd made) implements ClientEnd {

  @Override
  public SslHandler newHandler(
      ByteBufAllocator allocator, Address backend, List<String> alpn, HandshakeChange change) {
    return made.newHandler(allocator, backend, alpn, change);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ListenEnd end && settings.equals(end.settings);
  }

  @Override
  public int hashCode() {
    return settings.hashCode();
  }
}
