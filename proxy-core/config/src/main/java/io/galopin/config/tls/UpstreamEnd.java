package io.galopin.config.tls;

import io.galopin.engine.socket.Address;
import io.galopin.engine.tls.BackendEnd;
import io.galopin.tls.BackendTls;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * TLS toward the backend, with the settings that it was made from, which alone decide whether two
 * are equal.
 *
 * @param made does it
 */
record UpstreamEnd(BackendTls settings, BackendEnd made) implements BackendEnd {

  @Override
  public SslHandler newHandler(ByteBufAllocator allocator, Address backend, List<String> alpn) {
    return made.newHandler(allocator, backend, alpn);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UpstreamEnd end && settings.equals(end.settings);
  }

  @Override
  public int hashCode() {
    return settings.hashCode();
  }
}
