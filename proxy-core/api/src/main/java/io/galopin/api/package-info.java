/**
 * The API that a plugin compiles against: the terms of Galopin, the hooks of a behavior, the
 * cutting of bytes into messages, and option metadata.
 *
 * <p>A plugin is a stateless {@linkplain io.galopin.api.PluginFactory factory}. From checked
 * {@linkplain io.galopin.api.Options options} it creates one instance per proxy, which is used from
 * several event loops at once. State of one connection or exchange lives only on that connection's
 * event loop. Nothing here blocks, sleeps or does I/O: hooks decide, the engine acts.
 *
 * <p>This package does not contain the data path, configuration, or plugin loading.
 */
@NullMarked
package io.galopin.api;

import org.jspecify.annotations.NullMarked;
