package io.galopin.config.tls;

import io.galopin.rules.source.PluginConfig;
import io.galopin.tls.BackendTls;
import io.galopin.tls.ListenTls;
import java.util.List;
import java.util.Optional;

/**
 * Which sides of a proxy speak TLS, and how. Immutable.
 *
 * @param listen at the client's side; empty for plain text
 * @param backend toward the backend; empty for plain text
 * @param layer the protocol of the handshakes with clients, below the proxy's protocol
 */
public record TlsConfig(
    Optional<ListenTls> listen, Optional<BackendTls> backend, PluginConfig layer) {

  /** The name of the protocol that reads handshakes. */
  public static final String LAYER = "tls";

  /** Returns the protocols below that of the proxy, from the socket up. */
  public List<PluginConfig> layers() {
    return listen.isPresent() ? List.of(layer) : List.of();
  }
}
