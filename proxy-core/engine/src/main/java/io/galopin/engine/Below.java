package io.galopin.engine;

import io.galopin.api.Protocol;
import io.galopin.engine.rule.Made;
import io.galopin.engine.tls.TlsEnds;
import java.util.List;

/**
 * What is below the protocol of a proxy.
 *
 * @param tls which sides of its connections speak TLS
 * @param layers other protocols, from the socket up; mostly nothing. An experiment
 */
public record Below(TlsEnds tls, List<Made<Protocol>> layers) {

  /** Only sockets. */
  public static final Below NOTHING = new Below(TlsEnds.NONE, List.of());

  public Below {
    layers = List.copyOf(layers);
  }
}
