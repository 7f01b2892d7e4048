package io.galopin.engine.exchange;

import io.galopin.engine.socket.ProxyMeter;

/**
 * What all parts of a new connection are made from.
 *
 * @param spec the proxy's configuration when the client was accepted
 * @param facts what is known of the connection
 * @param meter counts its traffic
 * @param recorder writes what happens to it into the journal
 * @param controls what may be done to it as a whole; not to be called before it is complete
 */
public record NewConnection(
    ConnectionSpec spec,
    ConnectionFacts facts,
    ProxyMeter meter,
    Recorder recorder,
    Controls controls) {}
