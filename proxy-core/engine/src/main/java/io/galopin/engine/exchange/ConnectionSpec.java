package io.galopin.engine.exchange;

import io.galopin.api.Protocol;
import io.galopin.engine.rule.Made;
import io.galopin.engine.socket.Address;
import io.galopin.engine.tls.TlsEnds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The configuration that a connection takes from its proxy when it is accepted.
 *
 * @param proxy the proxy's name
 * @param stack cuts the bytes into messages: the layers from the socket up, and then the protocol
 * @param upstream the backend
 * @param tls which of its two sides speak TLS
 * @param connectTimeout how long an attempt to connect to it may take
 * @param idleTimeout after how long without a byte the connection is closed; empty for never
 */
public record ConnectionSpec(
    String proxy,
    List<Made<Protocol>> stack,
    Address upstream,
    TlsEnds tls,
    Duration connectTimeout,
    Optional<Duration> idleTimeout) {

  public ConnectionSpec {
    stack = List.copyOf(stack);
  }

  /** The same without TLS. */
  public ConnectionSpec(
      String proxy,
      List<Made<Protocol>> stack,
      Address upstream,
      Duration connectTimeout,
      Optional<Duration> idleTimeout) {
    this(proxy, stack, upstream, TlsEnds.NONE, connectTimeout, idleTimeout);
  }

  /** The same without layers and without TLS. */
  public ConnectionSpec(
      String proxy,
      Protocol protocol,
      String protocolName,
      Address upstream,
      Duration connectTimeout,
      Optional<Duration> idleTimeout) {
    this(proxy, List.of(Made.of(protocolName, protocol)), upstream, connectTimeout, idleTimeout);
  }

  /** Returns the name of the plugin that made the protocol above all layers. */
  public String protocolName() {
    return stack.get(stack.size() - 1).plugin();
  }
}
