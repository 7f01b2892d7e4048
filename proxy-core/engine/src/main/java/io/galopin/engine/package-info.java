/**
 * The data path: proxies that listen, connections with their two links, the rules that choose
 * behaviors, the draws that follow from the seed, and the journal of faults.
 *
 * <p>The engine knows no concrete protocol or behavior, no plugin loading, no configuration format
 * and no control API: it is handed finished instances in a {@link io.galopin.engine.ProxySpec}. All
 * that belongs to one connection happens on that connection's event loop.
 *
 * <p>Here is its public face, on top. Below it, each knowing only those after it: {@code
 * connection}; {@code toxic}; {@code exchange}; {@code rule} with {@code match}; {@code listen},
 * {@code dial}, {@code socket}, {@code loop} and {@code hold}; {@code journal}; {@code trouble}.
 * What is public there is so for the packages of the engine; others use what rules, toxics, the
 * journal and addresses are made of.
 */
@NullMarked
package io.galopin.engine;

import org.jspecify.annotations.NullMarked;
