/**
 * The data path: proxies that listen, connections with their two links, the rules that choose
 * behaviors, the draws that follow from the seed, and the journal of faults.
 *
 * <p>The engine knows no concrete protocol or behavior, no plugin loading, no configuration format
 * and no control API: it is handed finished instances in a {@link io.galopin.engine.ProxySpec}. All
 * that belongs to one connection happens on that connection's event loop.
 */
@NullMarked
package io.galopin.engine;

import org.jspecify.annotations.NullMarked;
