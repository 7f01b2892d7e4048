package io.galopin.engine.exchange;

import io.galopin.api.OptionException;
import io.galopin.api.Protocol;
import io.galopin.api.TlsUpgrade;
import io.galopin.engine.rule.Made;
import io.galopin.engine.socket.Address;
import io.galopin.engine.tls.LaterTls;
import io.galopin.engine.tls.TlsEnds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    return top().plugin();
  }

  private Made<Protocol> top() {
    return stack.get(stack.size() - 1);
  }

  /** Returns which sides begin TLS in the middle of the conversation. */
  public LaterTls later() {
    return tls.equals(TlsEnds.NONE) ? LaterTls.NONE : later(tls, top());
  }

  /**
   * Returns which sides begin TLS in the middle of a conversation in a protocol.
   *
   * @throws OptionException if the protocol cannot do that, or fails
   */
  public static LaterTls later(TlsEnds tls, Made<Protocol> protocol) {
    Set<TlsUpgrade> able;
    try {
      able = Set.copyOf(protocol.instance().tlsUpgrades());
    } catch (Throwable thrown) {
      throw new OptionException(
          "protocol", protocol.plugin(), "one that says how it begins TLS; it failed: " + thrown);
    }
    LaterTls later = LaterTls.of(tls, able);
    later.check(protocol.plugin(), able);
    return later;
  }
}
