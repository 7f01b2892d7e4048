/**
 * The data path: proxies that listen, connections with their two links, the rules that choose
 * behaviors, the draws that follow from the seed, and the journal of faults.
 *
 * <p>The engine knows no concrete protocol or behavior, no plugin loading, no configuration format
 * and no control API: it receives finished instances in a {@link io.galopin.engine.ProxySpec}. All
 * work for a connection happens on that connection's event loop.
 *
 * <p>This package is the public face, on top. The packages below it each know only those listed
 * after them: {@code connection}; {@code toxic}; {@code exchange}; {@code rule} with {@code match};
 * {@code listen}, {@code dial}, {@code socket}, {@code loop} and {@code hold}; {@code journal};
 * {@code trouble}. Public types there are meant for the engine's own packages. Other modules use
 * only the types of rules, toxics, the journal, and addresses.
 */
@NullMarked
package io.galopin.engine;

import org.jspecify.annotations.NullMarked;
