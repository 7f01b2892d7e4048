package io.galopin.engine.exchange;

import io.galopin.api.Protocol;
import io.galopin.engine.socket.Address;
import java.time.Duration;
import java.util.Optional;

/**
 * The configuration that a connection takes from its proxy when it is accepted.
 *
 * @param proxy the proxy's name
 * @param protocol cuts the bytes into messages
 * @param protocolName the name of the plugin that made {@code protocol}
 * @param upstream the backend
 * @param connectTimeout how long an attempt to connect to it may take
 * @param idleTimeout after how long without a byte the connection is closed; empty for never
 */
public record ConnectionSpec(
    String proxy,
    Protocol protocol,
    String protocolName,
    Address upstream,
    Duration connectTimeout,
    Optional<Duration> idleTimeout) {}
